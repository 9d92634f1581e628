/** The parts of the set-up's form: parameters by variant, inbox, timers, disk, clocks. They keep nothing. */
import type { ReactNode } from 'react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { NodeId, ParamSpec } from '../../engine/protocol';
import type { Problem } from '../../scenario/types';
import type { VariantFace } from '../../scenario/variants';
import { useApp } from '../app';
import { ParamField } from './ParamField';
import type { Draft, Drafts } from './paramForm';
import { draftOf } from './paramForm';
import { useParamWords } from './paramWords';
import type { SetupFields } from './setupForm';

export interface ParamsProps {
  readonly face: VariantFace;
  readonly variants: readonly string[];
  readonly variant: string | null;
  readonly drafts: Drafts;
  readonly nodes: readonly NodeId[];
  readonly problems: ReadonlyMap<string, Problem>;
  readonly onVariant: (variant: string) => void;
  readonly onDraft: (name: string, draft: Draft) => void;
}

/** Every parameter, those that may change during a run first. */
export function Params(props: ParamsProps): ReactNode {
  const { t } = useTranslation();
  const { face, variants, variant, onVariant } = props;
  const words = useParamWords(face.texts);
  const live = face.params.filter((spec) => spec.live === true);
  const fixed = face.params.filter((spec) => spec.live !== true);
  return (
    <>
      {variants.length > 1 && variant !== null && (
        <Either
          label={t('params.variant')}
          value={variant}
          of={variants}
          word={words.variant}
          onChange={onVariant}
        />
      )}
      {face.params.length === 0 && <p className="setup__intro">{t('params.none')}</p>}
      <Group {...props} title={t('params.live')} specs={live} />
      <Group {...props} title={t('params.fixed')} specs={fixed} />
    </>
  );
}

interface GroupProps extends ParamsProps {
  readonly title: string;
  readonly specs: readonly ParamSpec[];
}

function Group({ title, specs, face, drafts, nodes, problems, onDraft }: GroupProps): ReactNode {
  const id = useId();
  if (specs.length === 0) return null;
  return (
    <div className="params" role="group" aria-labelledby={id}>
      <h4 id={id} className="params__title">
        {title}
      </h4>
      {specs.map((spec) => (
        <ParamField
          key={spec.name}
          spec={spec}
          draft={drafts[spec.name] ?? draftOf(spec, spec.default)}
          nodes={nodes}
          texts={face.texts}
          problem={problems.get(spec.name) ?? null}
          onChange={(draft) => onDraft(spec.name, draft)}
        />
      ))}
    </div>
  );
}

interface PartProps {
  readonly fields: SetupFields;
  readonly change: (change: Partial<SetupFields>) => void;
}

/** What becomes of messages to a crashed node. */
export function Inbox({ fields, change }: PartProps): ReactNode {
  const { t } = useTranslation();
  return (
    <Either
      label={t('setup.crashedInbox')}
      value={fields.crashedInbox}
      of={['lost', 'kept']}
      word={(one) => t(`setup.crashedInbox.${one}`)}
      onChange={(crashedInbox) => change({ crashedInbox })}
    />
  );
}

/** Where timers stand as the run starts. */
export function Timers({ fields, change }: PartProps): ReactNode {
  const { t } = useTranslation();
  return (
    <Either
      label={t('setup.timers')}
      value={fields.timers}
      of={['fresh', 'random']}
      word={(one) => t(`setup.timers.${one}`)}
      onChange={(timers) => change({ timers })}
    />
  );
}

/** How long a disk write takes. */
export function Disk({ fields, change }: PartProps): ReactNode {
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
export function Clocks({ fields, change }: PartProps): ReactNode {
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
export function Either<T extends string>(props: EitherProps<T>): ReactNode {
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
