/**
 * The rules of one link or of all: loss, duplicates, delay, order. One command sets what was changed;
 * messages already on their way keep what was drawn for them.
 */
import type { ReactNode } from 'react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { NodeId } from '../../engine/protocol';
import { rulesNow } from '../../scene/linkConditions';
import { actStore } from '../../stores/actStore';
import { viewStore } from '../../stores/viewStore';
import { useApp } from '../app';
import { Press } from '../chrome/Press';
import { actTexts } from '../i18n/en/acts';
import { addPageTexts } from '../i18n/setup';
import type { OfRules } from './linkActs';
import type { Fields } from './rulesForm';
import { changes, fieldsOf } from './rulesForm';
import './acts.css';

addPageTexts(actTexts);

/** What the rules are of: `all`, `n1>n2` for one way, `n1-n2` for both. */
function scopes(subject: OfRules): readonly string[] {
  if (subject.of === 'network') return ['all'];
  const { from, to } = subject;
  return [`${from}-${to}`, `${from}>${to}`, `${to}>${from}`, 'all'];
}

function endsOf(scope: string, ids: readonly NodeId[]): readonly [NodeId, NodeId] {
  const [from = '', to = ''] = scope === 'all' ? ids : scope.split(/[->]/);
  return [from, to];
}

export function RulesSheet(): ReactNode {
  const { t } = useTranslation();
  const { session } = useApp();
  const rulesOf = useStore(actStore, (state) => state.rulesOf);
  const subject: OfRules = rulesOf.of === 'link' ? rulesOf : { of: 'network' };
  const all = scopes(subject);
  const [scope, setScope] = useState(all[0] ?? 'all');
  const [from, to] = endsOf(scope, session.world.ids);
  const said = (one: string): string => {
    if (one === 'all') return t('rules.scope.all');
    const [a, b] = endsOf(one, []);
    return t(one.includes('>') ? 'rules.scope.one' : 'rules.scope.both', { from: a, to: b });
  };
  return (
    <div className="rules">
      {all.length > 1 && (
        <select
          className="field"
          aria-label={t('rules.scope')}
          value={scope}
          onChange={(event) => setScope(event.target.value)}
        >
          {all.map((one) => (
            <option key={one} value={one}>
              {said(one)}
            </option>
          ))}
        </select>
      )}
      {all.length === 1 && <p>{t('rules.scope.all')}</p>}
      <Form key={scope} scope={scope} from={from} to={to} />
    </div>
  );
}

interface FormProps {
  readonly scope: string;
  readonly from: NodeId;
  readonly to: NodeId;
}

function Form({ scope, from, to }: FormProps): ReactNode {
  const { t } = useTranslation();
  const { session, controls } = useApp();
  const [before] = useState(() => fieldsOf(rulesNow(session, from, to)));
  const [fields, setFields] = useState<Fields>(before);
  const set = changes(before, fields);
  const problem = 'refused' in set ? t(set.refused) : null;
  const close = (): void => viewStore.setState({ dialog: null });
  const apply = (): void => {
    if ('refused' in set) return;
    close();
    if (Object.keys(set).length === 0) return;
    if (scope === 'all') controls.act({ do: 'set', network: set });
    else {
      const oneWay = scope.includes('>');
      controls.act({ do: 'set', link: { from, to, ...(oneWay && { oneWay }), ...set } });
    }
  };
  return (
    <form
      className="rules__lines"
      onSubmit={(event) => {
        event.preventDefault();
        apply();
      }}
    >
      <Figures fields={fields} onChange={(part) => setFields({ ...fields, ...part })} />
      <Order fifo={fields.fifo} onChange={(fifo) => setFields({ ...fields, fifo })} />
      <p className="rules__help">{t('rules.help')}</p>
      <p className="rules__problem" role="status">
        {problem ?? ''}
      </p>
      <div className="rules__done">
        <Press
          className="button--strong"
          label={t('rules.apply')}
          reason={problem}
          submits
          onPress={() => undefined}
        >
          {t('rules.apply')}
        </Press>
        <Press className="button--outlined" label={t('rules.cancel')} onPress={close}>
          {t('rules.cancel')}
        </Press>
      </div>
    </form>
  );
}

interface FiguresProps {
  readonly fields: Fields;
  readonly onChange: (part: Partial<Fields>) => void;
}

/** Delay, loss and duplicates. */
function Figures({ fields, onChange }: FiguresProps): ReactNode {
  const { t } = useTranslation();
  const figure = (name: 'loss' | 'duplicate' | 'from' | 'to', label: string): ReactNode => (
    <input
      className="field"
      inputMode="decimal"
      aria-label={label}
      value={fields[name]}
      onChange={(event) => onChange({ [name]: event.target.value })}
    />
  );
  return (
    <>
      <div className="rules__line">
        <span>{t('rules.field.delay')}</span>
        <span className="rules__pair">
          {figure('from', t('rules.field.from'))}
          <span aria-hidden>–</span>
          {figure('to', t('rules.field.to'))}
          <span>{t('unit.ms')}</span>
        </span>
      </div>
      <div className="rules__line">
        <span>{t('rules.field.loss')}</span>
        <span className="rules__pair">
          {figure('loss', t('rules.field.lossPercent'))}
          <span>%</span>
        </span>
      </div>
      <div className="rules__line">
        <span>{t('rules.field.duplicate')}</span>
        <span className="rules__pair">
          {figure('duplicate', t('rules.field.duplicatePercent'))}
          <span>%</span>
        </span>
      </div>
    </>
  );
}

interface OrderProps {
  readonly fifo: boolean;
  readonly onChange: (fifo: boolean) => void;
}

/** Whether messages of one link may overtake each other. */
function Order({ fifo, onChange }: OrderProps): ReactNode {
  const { t } = useTranslation();
  const id = useId();
  return (
    <div className="rules__line">
      <label htmlFor={id}>{t('rules.field.order')}</label>
      <select
        id={id}
        className="field rules__order"
        value={fifo ? 'kept' : 'free'}
        onChange={(event) => onChange(event.target.value === 'kept')}
      >
        <option value="free">{t('act.order.free')}</option>
        <option value="kept">{t('act.order.kept')}</option>
      </select>
    </div>
  );
}
