/**
 * The menu of what can be done to a node or a link, beside it: a list of acts, and behind each its
 * choices in the same place. Arrow keys move, Right and Enter go in, Left and Escape go back. On a
 * narrow screen it stands at the foot, so that the stage stays in sight.
 */
import type { KeyboardEvent, ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { Belongs } from '../../scene/placeBox';
import { ofLink, ofNode, ofPoint } from '../../scene/placeBox';
import type { Point, Scene } from '../../scene/types';
import type { Subject } from '../../stores/actStore';
import { actStore, openActs } from '../../stores/actStore';
import { useApp, useTick } from '../app';
import { actTexts } from '../i18n/en/acts';
import { addPageTexts } from '../i18n/setup';
import { LinkFacts } from './LinkFacts';
import type { Choice } from './act';
import { iconOf, offers } from './all';
import { take } from './doing';
import { Entries, Title } from './menuItems';
import { itemsOf, moveFocus, movedSideways } from './menuKeys';
import { usePlaced } from './placed';
import { useActWords } from './words';
import './acts.css';

addPageTexts(actTexts);

export interface ActMenuProps {
  readonly scene: () => Scene | null;
  /** Room it may use: the stage less an open panel. */
  readonly width: number;
  /** Gives the focus back to where it came from. */
  readonly onClose: () => void;
}

/** What the menu belongs to, and so stands beside. */
function belongsTo(scene: Scene, subject: Subject, at: Point | null): Belongs {
  switch (subject.of) {
    case 'node':
      return ofNode(scene, subject.node);
    case 'link':
      return ofLink(scene, subject.from, subject.to, at);
    case 'message':
    case 'network':
      return ofPoint(at ?? scene.table);
  }
}

export function ActMenu({ scene, width, onClose }: ActMenuProps): ReactNode {
  const app = useApp();
  const { t } = useTranslation();
  const { subject, act, byKey, at } = useStore(actStore);
  const words = useActWords();
  const box = useRef<HTMLDivElement>(null);
  const [keyed, setKeyed] = useState(byKey);
  useTick();
  const all = subject === null ? [] : offers(app.session, subject, true);
  const open = all.find((offer) => offer.act.id === act) ?? null;
  const count = open === null ? all.length : open.choices.length;
  const place = subject === null ? '' : JSON.stringify(subject);

  usePlaced(box, {
    scene,
    width,
    subject: place,
    inside: `${act} ${count}`,
    scrolls: true,
    belongs: (now) => (subject === null ? ofPoint(now.table) : belongsTo(now, subject, at)),
  });
  useEffect(() => {
    if (box.current !== null) itemsOf(box.current)[0]?.focus();
  }, [place, act]);

  if (subject === null) return null;
  const back = (): void => {
    if (open === null) onClose();
    else openActs(subject, keyed);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    setKeyed(true);
    if (event.key === 'Escape' || (event.key === 'ArrowLeft' && open !== null)) {
      event.preventDefault();
      event.stopPropagation();
      back();
    } else if (movedSideways(event)) {
      // The row of icons has its own arrows.
    } else if (event.key === 'ArrowRight' && document.activeElement?.ariaHasPopup === 'menu') {
      event.preventDefault();
      (document.activeElement as HTMLElement).click();
    } else moveFocus(event);
  };
  const choose = (choice: Choice): void => {
    if (!('opens' in choice)) onClose();
    take(app, choice, keyed);
  };
  const icons = open === null ? all.filter((offer) => iconOf(offer.act) !== null) : [];
  const title =
    open === null
      ? words.subject(subject)
      : t('menu.title', { act: words.act(open.act), subject: words.subject(subject) });
  return (
    <div ref={box} className="act-menu" onKeyDown={onKeyDown} data-scrolls>
      {icons.length === 0 && <Title text={title} onBack={open === null ? null : back} />}
      {subject.of === 'link' && open === null && <LinkFacts link={subject} />}
      <div role="menu" aria-label={title}>
        <Entries
          subject={subject}
          title={title}
          offers={all}
          icons={icons}
          open={open}
          keyed={keyed}
          onTake={choose}
        />
      </div>
    </div>
  );
}
