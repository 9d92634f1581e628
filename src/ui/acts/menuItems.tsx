/** The entries of the menu of acts: what is done at one press, what leads to choices, and the choices. */
import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { createElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Subject } from '../../stores/actStore';
import { openActs } from '../../stores/actStore';
import type { Choice } from './act';
import type { Offer } from './all';
import { iconOf } from './all';
import { useActWords } from './words';

interface TitleProps {
  readonly text: string;
  /** Null at the list of acts: there is nothing to go back to. */
  readonly onBack: (() => void) | null;
}

export function Title({ text, onBack }: TitleProps): ReactNode {
  const { t } = useTranslation();
  return (
    <p className="act-menu__title">
      {onBack !== null && (
        <button
          type="button"
          className="button button--icon"
          aria-label={t('menu.back')}
          onClick={onBack}
        >
          <ChevronLeft size={18} aria-hidden />
        </button>
      )}
      <span>{text}</span>
    </p>
  );
}

interface ItemProps {
  readonly text: string;
  readonly onTake: () => void;
}

function Item({ text, onTake }: ItemProps): ReactNode {
  return (
    <button type="button" role="menuitem" tabIndex={-1} className="act-menu__item" onClick={onTake}>
      {text}
    </button>
  );
}

interface IconItemProps {
  readonly offer: Offer;
  readonly onTake: (choice: Choice) => void;
}

/** An act done at one press: its icon, named, with its key. */
function IconItem({ offer: { act, choices }, onTake }: IconItemProps): ReactNode {
  const words = useActWords();
  const icon = iconOf(act);
  const [only] = choices;
  if (icon === null || only === undefined) return null;
  const name = words.act(act);
  return (
    <button
      type="button"
      role="menuitem"
      tabIndex={-1}
      className="act-menu__icon"
      aria-label={name}
      data-tip={act.shortcut === null ? name : `${name} (${act.shortcut})`}
      onClick={() => onTake(only)}
    >
      {createElement(icon, { size: 18, 'aria-hidden': true })}
    </button>
  );
}

interface ActItemProps {
  readonly offer: Offer;
  readonly subject: Subject;
  readonly keyed: boolean;
  readonly onTake: (choice: Choice) => void;
}

/** One act: done at once if there is only one way, else a way in to its choices. */
function ActItem({ offer, subject, keyed, onTake }: ActItemProps): ReactNode {
  const words = useActWords();
  const { act, choices } = offer;
  const [first] = choices;
  const only = choices.length === 1 && first?.words === null ? first : null;
  return (
    <button
      type="button"
      role="menuitem"
      tabIndex={-1}
      className="act-menu__item"
      {...(only === null && { 'aria-haspopup': 'menu' as const })}
      onClick={() => (only === null ? openActs(subject, keyed, act.id) : onTake(only))}
    >
      <span>{words.act(act)}</span>
      {only === null && <ChevronRight size={16} aria-hidden />}
      {only !== null && act.shortcut !== null && <kbd aria-hidden>{act.shortcut}</kbd>}
    </button>
  );
}

export interface EntriesProps {
  readonly subject: Subject;
  readonly title: string;
  /** Everything that can be done now; those with icons stand in a row above the others. */
  readonly offers: readonly Offer[];
  readonly icons: readonly Offer[];
  /** The act whose choices are shown instead; null: the acts. */
  readonly open: Offer | null;
  readonly keyed: boolean;
  readonly onTake: (choice: Choice) => void;
}

export function Entries(props: EntriesProps): ReactNode {
  const { subject, title, offers, icons, open, keyed, onTake } = props;
  const { t } = useTranslation();
  const words = useActWords();
  if (open !== null) {
    return open.choices.map((choice) => (
      <Item
        key={choice.id}
        text={choice.words === null ? words.act(open.act) : words.choice(choice.words)}
        onTake={() => onTake(choice)}
      />
    ));
  }
  return (
    <>
      {icons.length > 0 && (
        <div className="act-menu__icons" role="group" aria-label={t('menu.atOnce')}>
          <span className="act-menu__name" aria-hidden>
            {title}
          </span>
          {icons.map((offer) => (
            <IconItem key={offer.act.id} offer={offer} onTake={onTake} />
          ))}
        </div>
      )}
      {offers
        .filter((offer) => !icons.includes(offer))
        .map((offer) => (
          <ActItem
            key={offer.act.id}
            offer={offer}
            subject={subject}
            keyed={keyed}
            onTake={onTake}
          />
        ))}
    </>
  );
}
