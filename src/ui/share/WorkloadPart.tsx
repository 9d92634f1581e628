/**
 * The part of the set-up that says what the leader is for: a workload on top of the algorithm, and its
 * parameters, in the same fields as the algorithm's. It keeps nothing.
 */
import { RotateCcw } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { NODES_MAX } from '../../scenario/limits';
import { filled } from '../../workloads/onTop';
import { useApp } from '../app';
import { Press } from '../chrome/Press';
import { draftsOf, sameValue } from './paramForm';
import { Either, Params } from './SetupParts';
import type { OfferedWorkload, SetupForm } from './useSetup';

/** How "none" stands in the list. */
const NONE = '';

interface Props {
  readonly offered: readonly OfferedWorkload[];
  readonly form: SetupForm;
}

export function WorkloadPart({ offered, form }: Props): ReactNode {
  const { t } = useTranslation();
  const { state, change } = form;
  const entry = offered.find(({ of }) => of.id === state.workload);
  const nameOf = (kind: string): string =>
    offered.find(({ of }) => of.id === kind)?.name ?? t('workload.none');
  return (
    <section className="setup__part" aria-label={t('workload.title')}>
      <h3>{t('workload.title')}</h3>
      <Either
        label={t('workload.kind')}
        value={state.workload ?? NONE}
        of={[NONE, ...offered.map(({ of }) => of.id)]}
        word={nameOf}
        onChange={(kind) => change({ workload: kind === NONE ? null : kind })}
      />
      <p className="setup__intro">{entry?.idea ?? t('workload.noneIdea')}</p>
      {entry !== undefined && <Chosen entry={entry} form={form} />}
    </section>
  );
}

function Chosen({ entry, form }: { readonly entry: OfferedWorkload; readonly form: SetupForm }) {
  const { t } = useTranslation();
  const { session } = useApp();
  const { state, change, chosen, plan } = form;
  const { of, name } = entry;
  const { params, face } = of;
  const drafts = state.above[of.id] ?? {};
  const setDrafts = (next: typeof drafts): void =>
    change({ above: { ...state.above, [of.id]: next } });
  const values = chosen?.values ?? {};
  const usual = filled(of, undefined);
  const isUsual = params.every((spec) =>
    sameValue(spec, values[spec.name] ?? null, usual[spec.name] ?? null),
  );
  const nodes = of.company(values).map(({ id }) => id);
  return (
    <>
      <p className="setup__intro">
        {t('workload.brings', { nodes: nodes.join(', '), most: NODES_MAX })}
      </p>
      <Params
        face={{ params, texts: face.texts.en }}
        variants={[]}
        variant={null}
        drafts={drafts}
        nodes={session.world.candidates}
        problems={plan.above}
        onVariant={() => undefined}
        onDraft={(param, draft) => setDrafts({ ...drafts, [param]: draft })}
      />
      <Press
        className="button--outlined"
        label={t('workload.resetAll', { workload: name })}
        icon={RotateCcw}
        iconSize={18}
        reason={isUsual ? t('params.allUsual') : null}
        onPress={() => setDrafts(draftsOf(params, {}))}
      >
        {t('workload.resetAll', { workload: name })}
      </Press>
    </>
  );
}
