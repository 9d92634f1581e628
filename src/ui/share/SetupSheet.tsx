/**
 * The set-up: what a run starts with and cannot be done to it later (disks, clocks, what a crashed node
 * loses). On a narrow screen also what the title row has no room for.
 */
import { BookOpen, Command, Keyboard, Network, Presentation, Share2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { viewStore } from '../../stores/viewStore';
import { openRules } from '../acts/doing';
import { useApp } from '../app';
import { togglePresent } from '../present/Present';
import { Press } from '../chrome/Press';
import { MessagesChoice, SeatButton } from '../chrome/Transport';
import { NodesPicker, openDialog, SeedField, ThemeToggle } from '../chrome/RunPickers';
import type { SetupFields } from './setupForm';
import { setupFields, setupOf } from './setupForm';

export function SetupSheet(): ReactNode {
  const { t } = useTranslation();
  return (
    <div className="setup">
      <div className="setup__narrow">
        <div className="setup__run">
          <NodesPicker />
          <SeedField />
        </div>
        <MessagesChoice />
        <SeatButton words />
        <Press label={t('title.palette')} icon={Command} onPress={() => openDialog('palette')}>
          {t('title.palette')}
        </Press>
        <Press label={t('title.scenarios')} icon={BookOpen} onPress={() => openDialog('scenarios')}>
          {t('title.scenarios')}
        </Press>
        <Press label={t('title.share')} icon={Share2} onPress={() => openDialog('share')}>
          {t('title.share')}
        </Press>
        <Press label={t('title.present')} icon={Presentation} onPress={togglePresent}>
          {t('title.present')}
        </Press>
        <ThemeToggle words />
        <Press label={t('title.keys')} icon={Keyboard} onPress={() => openDialog('keys')}>
          {t('title.keys')}
        </Press>
      </div>
      <Press
        className="button--outlined"
        label={t('rules.title')}
        icon={Network}
        iconSize={18}
        keys="network"
        onPress={() => openRules({ of: 'network' })}
      >
        {t('rules.title')}
      </Press>
      <SetupForm />
    </div>
  );
}

type Change = (change: Partial<SetupFields>) => void;

function SetupForm(): ReactNode {
  const { t } = useTranslation();
  const { session, controls } = useApp();
  const { scenario, world } = session;
  const [before] = useState(() => setupFields(scenario, world.ids));
  const [fields, setFields] = useState(before);
  const setup = setupOf(fields, scenario.clocks);
  const problem = 'refused' in setup ? t(setup.refused) : null;
  const change: Change = (part) => setFields((now) => ({ ...now, ...part }));
  const apply = (): void => {
    if ('refused' in setup) return;
    viewStore.setState({ dialog: null });
    if (fields !== before) controls.edit({ setup });
  };
  return (
    <form
      className="setup__form"
      onSubmit={(event) => {
        event.preventDefault();
        apply();
      }}
    >
      <Either
        label={t('setup.crashedInbox')}
        value={fields.crashedInbox}
        of={['lost', 'kept']}
        word={(one) => t(`setup.crashedInbox.${one}`)}
        onChange={(crashedInbox) => change({ crashedInbox })}
      />
      <Either
        label={t('setup.timers')}
        value={fields.timers}
        of={['fresh', 'random']}
        word={(one) => t(`setup.timers.${one}`)}
        onChange={(timers) => change({ timers })}
      />
      <Disk fields={fields} change={change} />
      <Clocks fields={fields} change={change} />
      <p className="setup__problem" role="status">
        {problem ?? ''}
      </p>
      <Press
        className="button--strong"
        label={t('setup.apply')}
        reason={problem}
        submits
        onPress={() => undefined}
      >
        {t('setup.apply')}
      </Press>
      <p className="setup__intro">{t('setup.intro')}</p>
    </form>
  );
}

interface PartProps {
  readonly fields: SetupFields;
  readonly change: Change;
}

/** How long a disk write takes. */
function Disk({ fields, change }: PartProps): ReactNode {
  const { t } = useTranslation();
  return (
    <div className="setup__line">
      <span>{t('setup.write')}</span>
      <span className="setup__pair">
        <Figure
          label={t('setup.write.from')}
          value={fields.writeFrom}
          onChange={(writeFrom) => change({ writeFrom })}
        />
        <span aria-hidden>–</span>
        <Figure
          label={t('setup.write.to')}
          value={fields.writeTo}
          onChange={(writeTo) => change({ writeTo })}
        />
        <span>{t('unit.ms')}</span>
      </span>
    </div>
  );
}

/** How far each clock runs off the true rate. */
function Clocks({ fields, change }: PartProps): ReactNode {
  const { t } = useTranslation();
  const { session } = useApp();
  const { ids } = session.world;
  return (
    <fieldset className="setup__clocks">
      <legend>{t('setup.clocks')}</legend>
      {ids.map((node) => (
        <label key={node} className="setup__clock">
          <span>{node}</span>
          <Figure
            label={t('setup.clock', { node })}
            value={fields.clocks[node] ?? '0'}
            onChange={(text) => change({ clocks: { ...fields.clocks, [node]: text } })}
          />
          <span>%</span>
        </label>
      ))}
    </fieldset>
  );
}

interface FigureProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
}

function Figure({ label, value, onChange }: FigureProps): ReactNode {
  return (
    <input
      className="field setup__figure"
      inputMode="decimal"
      aria-label={label}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

interface EitherProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly of: readonly T[];
  readonly word: (one: T) => string;
  readonly onChange: (one: T) => void;
}

/** One of a few, in a list. */
function Either<T extends string>(props: EitherProps<T>): ReactNode {
  const { label, value, of, word, onChange } = props;
  const id = useId();
  return (
    <div className="setup__line">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        className="field"
        value={value}
        onChange={(event) => {
          const chosen = of.find((one) => one === event.target.value);
          if (chosen !== undefined) onChange(chosen);
        }}
      >
        {of.map((one) => (
          <option key={one} value={one}>
            {word(one)}
          </option>
        ))}
      </select>
    </div>
  );
}
