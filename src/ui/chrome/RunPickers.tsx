/**
 * What a run is made of and how the page looks, to be chosen: algorithm, nodes, seed, colours. They stand
 * in the title row, and in the set-up where the row has no room.
 */
import { Dices, Moon, Sun } from 'lucide-react';
import type { ReactNode } from 'react';
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { playerStore } from '../../stores/playerStore';
import type { DialogId } from '../../stores/viewStore';
import { viewStore } from '../../stores/viewStore';
import { useApp } from '../app';
import { Press } from './Press';
import { shownTheme, useDarkSystem } from './theme';

/** Nodes one can choose here; scenarios may have more. */
const MOST_NODES = 25;
/** The same as `NODES_MAX` of scenarios, which the first frame does without. */
const MOST_IN_ALL = 50;

export function openDialog(dialog: DialogId | null): void {
  viewStore.setState({ dialog });
}

/** Chosen by mouse, a list gives the focus back, so that the page's keys work at once. */
function letGo(list: HTMLSelectElement): void {
  if (!list.matches(':focus-visible')) list.blur();
}

/** Names of the algorithms there are. */
export function AlgorithmPicker(): ReactNode {
  const { t } = useTranslation();
  const { session, controls, algorithms } = useApp();
  useStore(playerStore, (state) => state.opened);
  const { scenario, algorithm } = session;
  const running = scenario.params?.['variant'] ?? algorithm.variants[0];
  const variant = typeof running === 'string' ? `: ${running}` : '';
  return (
    <select
      className="field"
      aria-label={t('title.algorithm')}
      value={session.scenario.algorithm}
      onChange={(event) => {
        controls.edit({ algorithm: event.target.value });
        letGo(event.target);
      }}
    >
      {algorithms.map(({ id, name }) => (
        <option key={id} value={id}>
          {id === session.scenario.algorithm ? `${name}${variant}` : name}
        </option>
      ))}
    </select>
  );
}

/** How many candidates: 1 to 25, or as many as the scenario has. Those they bring along take room too. */
export function NodesPicker(): ReactNode {
  const { t } = useTranslation();
  const { session, controls } = useApp();
  useStore(playerStore, (state) => state.opened);
  const { nodes } = session.scenario;
  const count = typeof nodes === 'number' ? nodes : nodes.length;
  const { world, algorithm } = session;
  const most = Math.max(Math.min(MOST_NODES, MOST_IN_ALL - world.ids.length + count), count);
  // Below a service, those who ask it are counted, not its replicas.
  const served = algorithm.face.kinds?.[algorithm.candidates]?.place === 'main';
  const words = served ? 'title.candidates' : 'title.nodesCount';
  return (
    <select
      className="field"
      aria-label={t('title.nodes')}
      value={count}
      onChange={(event) => {
        controls.edit({ nodes: Number(event.target.value) });
        letGo(event.target);
      }}
    >
      {Array.from({ length: most }, (_, index) => (
        <option key={index + 1} value={index + 1}>
          {t(words, { count: index + 1 })}
        </option>
      ))}
    </select>
  );
}

/** The seed, and a button that draws another. */
export function SeedField(): ReactNode {
  const { t } = useTranslation();
  const { session, controls } = useApp();
  const opened = useStore(playerStore, (state) => state.opened);
  const current = session.scenario.seed ?? '1';
  const [text, setText] = useState(current);
  const id = useId();
  useEffect(() => setText(current), [current, opened]);
  const commit = (): void => {
    const seed = text.trim();
    if (seed === '' || seed === current) setText(current);
    else controls.edit({ seed });
  };
  return (
    <span className="seed">
      <label htmlFor={id} className="seed__label">
        {t('title.seed')}
      </label>
      <input
        id={id}
        className="field seed__field"
        value={text}
        maxLength={80}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setText(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit();
        }}
      />
      <Press label={t('title.newSeed')} icon={Dices} keys="newSeed" onPress={controls.newSeed} />
    </span>
  );
}

/** Paper or night: the other one than what is shown. What the system shows anyway is not held on to. */
export function ThemeToggle({ words = false }: { readonly words?: boolean }): ReactNode {
  const { t } = useTranslation();
  const theme = useStore(viewStore, (state) => state.theme);
  const dark = useDarkSystem();
  const night = shownTheme(theme, dark) === 'night';
  const label = t(night ? 'title.toPaper' : 'title.toNight');
  const asSystem = night !== dark;
  const next = night ? 'paper' : 'night';
  return (
    <Press
      label={label}
      tip={asSystem ? t('title.asSystem', { label }) : label}
      icon={night ? Sun : Moon}
      onPress={() => viewStore.setState({ theme: asSystem ? 'system' : next })}
    >
      {words ? label : undefined}
    </Press>
  );
}
