/**
 * The title row: what runs (algorithm, nodes, seed) and the ways to other runs. On a narrow screen all
 * but the algorithm move into the set-up dialog.
 */
import {
  BookOpen,
  Command,
  Dices,
  Ellipsis,
  Keyboard,
  Moon,
  Share2,
  SlidersHorizontal,
  Sun,
} from 'lucide-react';
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

export function openDialog(dialog: DialogId | null): void {
  viewStore.setState({ dialog });
}

export function TitleRow(): ReactNode {
  const { t } = useTranslation();
  const dialog = useStore(viewStore, (state) => state.dialog);
  return (
    <header className="title-row">
      <h1 className="title-row__name">{t('app.name')}</h1>
      <AlgorithmPicker />
      <div className="title-row__wide">
        <NodesPicker />
        <SeedField />
        <Press
          label={t('title.setup')}
          icon={SlidersHorizontal}
          iconSize={18}
          expanded={dialog === 'setup'}
          onPress={() => openDialog('setup')}
        />
      </div>
      <span className="title-row__gap" />
      <div className="title-row__wide">
        <Press
          label={t('title.scenarios')}
          icon={BookOpen}
          iconSize={18}
          expanded={dialog === 'scenarios'}
          onPress={() => openDialog('scenarios')}
        >
          {t('title.scenarios')}
        </Press>
        <Press
          label={t('title.share')}
          icon={Share2}
          iconSize={18}
          keys="share"
          expanded={dialog === 'share'}
          onPress={() => openDialog('share')}
        >
          {t('title.share')}
        </Press>
        <ThemeToggle />
        <Press
          label={t('title.palette')}
          icon={Command}
          iconSize={18}
          keys="palette"
          expanded={dialog === 'palette'}
          onPress={() => openDialog('palette')}
        />
        <Press
          label={t('title.keys')}
          icon={Keyboard}
          keys="keys"
          expanded={dialog === 'keys'}
          onPress={() => openDialog('keys')}
        />
      </div>
      <div className="title-row__narrow">
        <Press
          label={t('title.more')}
          icon={Ellipsis}
          expanded={dialog === 'setup'}
          onPress={() => openDialog('setup')}
        />
      </div>
    </header>
  );
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
          {name}
        </option>
      ))}
    </select>
  );
}

/** How many nodes: 1 to 25, or as many as the scenario has. */
export function NodesPicker(): ReactNode {
  const { t } = useTranslation();
  const { session, controls } = useApp();
  useStore(playerStore, (state) => state.opened);
  const { nodes } = session.scenario;
  const count = typeof nodes === 'number' ? nodes : nodes.length;
  const most = Math.max(MOST_NODES, count);
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
          {t('title.nodesCount', { count: index + 1 })}
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

/** Paper or night: the other one than what is shown. */
export function ThemeToggle({ words = false }: { readonly words?: boolean }): ReactNode {
  const { t } = useTranslation();
  const theme = useStore(viewStore, (state) => state.theme);
  const dark = useDarkSystem();
  const night = shownTheme(theme, dark) === 'night';
  const label = t(night ? 'title.toPaper' : 'title.toNight');
  return (
    <Press
      label={label}
      icon={night ? Sun : Moon}
      onPress={() => viewStore.setState({ theme: night ? 'paper' : 'night' })}
    >
      {words ? label : undefined}
    </Press>
  );
}
