/**
 * The cluster in words, for those who do not see it and for when it cannot be drawn: where the run
 * stands, each node, what is on its way, which links are not as they were. Read from the run itself,
 * not from the picture. Never live: the caption alone speaks up.
 */
import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { WorldView } from '../../engine/protocol';
import { conditionsNow } from '../../scene/conditions';
import { story } from '../../narration/story';
import { looksOf } from '../../scene/noise';
import type { SceneView } from '../../scene/types';
import type { RunView } from '../../session/types';
import { playerStore } from '../../stores/playerStore';
import { viewStore } from '../../stores/viewStore';
import { useApp, useTick } from '../app';
import { instant } from '../format';
import { twinTexts } from '../i18n/en/twin';
import { addPageTexts } from '../i18n/setup';
import { nodesTold } from './nodesTold';
import { faceWords, nodeWords } from './words';

addPageTexts(twinTexts);

/** Lines of one kind; what is more is counted. */
const MOST = 40;

type Words = SceneView['words'];

export function TextTwin({ seen = false }: { readonly seen?: boolean }): ReactNode {
  const { t, i18n } = useTranslation();
  const { session } = useApp();
  const words = useMemo(() => faceWords(t, () => session.algorithm), [t, session]);
  const playing = useStore(playerStore, (state) => state.playing);
  const messages = useStore(viewStore, (state) => state.messages);
  useTick();
  const { playhead, world, ended } = session;
  const leaders = world.seats.map(({ node }) => node).join(', ');
  const time = instant(playhead.us, i18n.language);
  const held = world.holding.length > 0;
  const over = ended !== null && ended.reason !== 'held' && playhead.us >= ended.us;
  const state = held ? 'heldTime' : over ? 'ended' : playing ? 'plays' : 'paused';
  return (
    <section className={seen ? 'twin' : 'visually-hidden'} aria-label={t('stage.twin.region')}>
      <p>
        {t('stage.twin.now', { time, event: playhead.event })} {t(`stage.twin.${state}`)}{' '}
        {leaders === '' ? t('stage.twin.leaderless') : t('stage.twin.leaders', { nodes: leaders })}
      </p>
      <ul aria-label={t('stage.twin')}>
        {nodesTold(session).map((node) => (
          <li key={node.id}>{nodeWords(t, words, node)}</li>
        ))}
      </ul>
      <ul aria-label={t('stage.twin.messages')}>
        {messagesTold(session, t, words, messages === 'all').map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <ul aria-label={t('stage.twin.links')}>
        {linksTold(session, t).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  );
}

/** What is on its way: story by name, routine by number, unless all is to be shown. */
function messagesTold(run: RunView, t: TFunction, words: Words, all: boolean): readonly string[] {
  const held = run.world.holding.includes('messages');
  const flights = run.flights().filter(({ from, to }) => from !== to);
  const told = flights.filter((flight) => all || held || story(run, flight));
  const lines = told.slice(0, MOST).map((flight) => {
    const { from, to, message } = flight;
    const { face } = looksOf(run, message);
    const word = [words(face.word), face.carries].join(' ').trim();
    const late = flight.held && flight.arrivesUs <= run.playhead.us;
    return t(late ? 'stage.twin.held' : 'stage.twin.message', { from, to, word });
  });
  const more = told.length - lines.length;
  const quiet = flights.length - told.length;
  return [
    ...counted(lines, t),
    ...(more > 0 ? [t('stage.twin.more', { count: more })] : []),
    ...(quiet > 0 ? [t('stage.twin.quiet', { count: quiet })] : []),
    ...(flights.length === 0 ? [t('stage.twin.noMessage')] : []),
  ];
}

/** Equal lines are one line with its number. */
function counted(lines: readonly string[], t: TFunction): readonly string[] {
  const times = new Map<string, number>();
  for (const line of lines) times.set(line, (times.get(line) ?? 0) + 1);
  return [...times].map(([line, count]) =>
    count === 1 ? line : t('stage.twin.times', { line, count }),
  );
}

/** What is cut, stopped or ruled otherwise; else that all is as it was. */
function linksTold(run: RunView, t: TFunction): readonly string[] {
  const { world } = run;
  const { links, everywhere, blocked } = conditionsNow(run);
  const types = new Set(blocked.flatMap((block) => block.types));
  const altered = [...links.keys()];
  const lines = [
    ...cuts(world, t),
    ...(altered.length > 0
      ? [t('stage.twin.altered', { links: altered.slice(0, MOST).join(', ') })]
      : []),
    ...(Object.keys(everywhere).length > 0 ? [t('stage.twin.alteredAll')] : []),
    ...(types.size > 0 ? [t('stage.twin.blocked', { types: [...types].join(', ') })] : []),
  ];
  return lines.length > 0 ? lines : [t('stage.twin.whole')];
}

function cuts(world: WorldView, t: TFunction): readonly string[] {
  const { groups, ids } = world;
  if (groups.length > 1) {
    const list = groups.map((group) => group.join(' ')).join(' | ');
    return [t('stage.twin.groups', { count: groups.length, list })];
  }
  const lines: string[] = [];
  ids.forEach((a, index) => {
    for (const b of ids.slice(index + 1)) {
      const [there, back] = [world.linked(a, b), world.linked(b, a)];
      if (!there && !back) lines.push(t('stage.twin.cut', { a, b }));
      else if (!there) lines.push(t('stage.twin.oneWay', { from: b, to: a }));
      else if (!back) lines.push(t('stage.twin.oneWay', { from: a, to: b }));
    }
  });
  const more = lines.length - MOST;
  return more > 0 ? [...lines.slice(0, MOST), t('stage.twin.more', { count: more })] : lines;
}
