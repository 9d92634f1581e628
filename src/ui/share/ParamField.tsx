/**
 * One parameter as a line of the form: its name as scenarios write it, what it does, its field, its
 * bounds, default and source, and what the check says against it. Knows shapes, no parameter by name.
 */
import { RotateCcw } from 'lucide-react';
import type { ReactNode } from 'react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { NodeId, ParamSpec } from '../../engine/protocol';
import type { Problem } from '../../scenario/types';
import { Press } from '../chrome/Press';
import type { Draft } from './paramForm';
import { draftOf, sameValue, valueOf } from './paramForm';
import { useParamWords } from './paramWords';
import type { ParamWords } from './paramWords';

export interface ParamFieldProps {
  readonly spec: ParamSpec;
  readonly draft: Draft;
  readonly nodes: readonly NodeId[];
  /** Texts of the algorithm's face. */
  readonly texts: { readonly [key: string]: string };
  readonly problem: Problem | null;
  readonly onChange: (draft: Draft) => void;
}

/** What every kind of field gets. */
interface Inner {
  readonly spec: ParamSpec;
  readonly draft: Draft;
  readonly words: ParamWords;
  readonly change: (part: Partial<Draft>) => void;
  /** Ids of what describes the field. */
  readonly told: string;
  readonly wrong: boolean;
}

export function ParamField(props: ParamFieldProps): ReactNode {
  const { spec, draft, nodes, texts, problem, onChange } = props;
  const { t } = useTranslation();
  const words = useParamWords(texts);
  const id = useId();
  const { name } = spec;
  const isUsual = sameValue(spec, valueOf(spec, draft), spec.default);
  const usual = words.value(spec, spec.default);
  const inner: Inner = {
    spec,
    draft,
    words,
    change: (part) => onChange({ ...draft, ...part }),
    told: `${id}help ${id}facts ${id}problem`,
    wrong: problem !== null,
  };
  return (
    <div className="param" role="group" aria-labelledby={`${id}name`}>
      <code id={`${id}name`} className="param__name">
        {name}
      </code>
      <span className="param__field">
        <FieldOf {...inner} nodes={nodes} />
        {!isUsual && (
          <Press
            label={t('params.reset', { name, value: usual })}
            icon={RotateCcw}
            iconSize={16}
            onPress={() => onChange(draftOf(spec, spec.default))}
          />
        )}
      </span>
      <p id={`${id}help`} className="param__help">
        {texts[spec.help] ?? spec.help}
      </p>
      <p id={`${id}facts`} className="param__facts">
        <span>{t('params.usual', { value: usual })}</span>
        {words.bounds(spec) !== null && <span>{words.bounds(spec)}</span>}
        <span>{t('params.source', { source: spec.source })}</span>
      </p>
      <p id={`${id}problem`} className="setup__problem" role="status">
        {problem === null ? '' : `${problem.problem} ${problem.hint}`}
      </p>
    </div>
  );
}

function FieldOf(props: Inner & { readonly nodes: readonly NodeId[] }): ReactNode {
  const { t } = useTranslation();
  const { spec, draft, words } = props;
  const { name, unit } = spec;
  switch (spec.shape) {
    case 'flag':
      return <Switch {...props} label={name} word={t(draft.on ? 'params.on' : 'params.off')} />;
    case 'choice':
      return <Choice {...props} of={spec.choices ?? []} />;
    case 'choiceOrNodes':
      return <ChoiceOrNodes {...props} />;
    case 'range':
      return (
        <>
          <Figure {...props} label={t('params.low', { name })} at="text" />
          <span aria-hidden>–</span>
          <Figure {...props} label={t('params.high', { name })} at="high" />
          <span>{words.unit(unit)}</span>
        </>
      );
    case 'numberOrNull':
      return (
        <>
          <Switch
            {...props}
            label={t('params.inUse', { name })}
            word={draft.on ? '' : t('params.off')}
          />
          {draft.on && <Figure {...props} label={name} at="text" />}
          {draft.on && <span>{words.unit(unit)}</span>}
        </>
      );
    case 'number':
      return (
        <>
          <Figure {...props} label={name} at="text" />
          <span>{words.unit(unit)}</span>
        </>
      );
    case 'numbers':
      return (
        <>
          <Figure {...props} label={t('params.list', { name })} at="text" long />
          <span>{words.unit(unit)}</span>
        </>
      );
  }
}

interface FigureProps extends Inner {
  readonly label: string;
  readonly at: 'text' | 'high';
  /** A list of them. */
  readonly long?: boolean;
}

function Figure({ label, at, long = false, draft, change, told, wrong }: FigureProps): ReactNode {
  return (
    <input
      className={`field ${long ? 'setup__figures' : 'setup__figure'}`}
      inputMode={long ? 'text' : 'decimal'}
      autoComplete="off"
      aria-label={label}
      aria-describedby={told}
      aria-invalid={wrong}
      value={draft[at]}
      onChange={(event) => change({ [at]: event.target.value })}
    />
  );
}

interface SwitchProps extends Inner {
  readonly label: string;
  readonly word: string;
}

function Switch({ label, word, draft, change, told }: SwitchProps): ReactNode {
  return (
    <label className="param__switch">
      <input
        type="checkbox"
        aria-label={label}
        aria-describedby={told}
        checked={draft.on}
        onChange={(event) => change({ on: event.target.checked })}
      />
      {word !== '' && <span aria-hidden>{word}</span>}
    </label>
  );
}

function Choice(props: Inner & { readonly of: readonly string[] }): ReactNode {
  const { spec, draft, change, words, told, wrong, of } = props;
  return (
    <select
      className="field"
      aria-label={spec.name}
      aria-describedby={told}
      aria-invalid={wrong}
      value={draft.text}
      onChange={(event) => change({ text: event.target.value })}
    >
      {of.map((one) => (
        <option key={one} value={one}>
          {words.choice(spec, one)}
        </option>
      ))}
    </select>
  );
}

/** A choice, or nodes one by one. */
function ChoiceOrNodes(props: Inner & { readonly nodes: readonly NodeId[] }): ReactNode {
  const { spec, draft, change, nodes } = props;
  const { t } = useTranslation();
  const toggle = (node: NodeId): void => {
    const { nodes: picked } = draft;
    change({ nodes: nodes.filter((one) => (one === node) !== picked.includes(one)) });
  };
  // Whoever goes over to nodes begins with one: nobody at all is no answer.
  const choose: Inner['change'] = ({ text = '' }) =>
    change({ text, nodes: draft.nodes.length > 0 ? draft.nodes : nodes.slice(0, 1) });
  return (
    <span className="param__nodes">
      <Choice {...props} change={choose} of={[...(spec.choices ?? []), '']} />
      {draft.text === '' &&
        nodes.map((node) => (
          <label key={node} className="param__switch">
            <input
              type="checkbox"
              aria-label={t('params.node', { name: spec.name, node })}
              checked={draft.nodes.includes(node)}
              onChange={() => toggle(node)}
            />
            <span aria-hidden>{node}</span>
          </label>
        ))}
    </span>
  );
}
