/**
 * The set-up: the parameters of what runs, and what a run starts with (disks, clocks, what a crashed node
 * loses). One form, applied at once: at the playhead where all that changed may, else from the start.
 */
import { Network, RotateCcw } from 'lucide-react';
import type { ReactNode } from 'react';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { loadAlgorithm } from '../../algorithms/registry';
import type { Algorithm } from '../../engine/protocol';
import { variantFace } from '../../scenario/variants';
import { paramsNow } from '../../session/paramsNow';
import { viewStore } from '../../stores/viewStore';
import { openRules } from '../acts/doing';
import { useApp } from '../app';
import { Press } from '../chrome/Press';
import { instant } from '../format';
import { sameValue, draftsFor, draftsOf, valuesOf } from './paramForm';
import type { Drafts } from './paramForm';
import type { Plan } from './paramPlan';
import { planOf } from './paramPlan';
import type { ParamsProps } from './SetupParts';
import { Clocks, Disk, Inbox, Params, Timers } from './SetupParts';
import type { SetupFields } from './setupForm';
import { setupFields, setupOf } from './setupForm';

export function SetupSheet(): ReactNode {
  const { t } = useTranslation();
  const { session } = useApp();
  const { id } = session.algorithm;
  const [whole, setWhole] = useState<Algorithm | 'failed' | null>(null);
  useEffect(() => {
    let isHere = true;
    const tell = (found: Algorithm | null): void => {
      if (isHere) setWhole(found ?? 'failed');
    };
    // The session holds one variant of it; the form offers all.
    loadAlgorithm(id).then(tell, () => tell(null));
    return () => {
      isHere = false;
    };
  }, [id]);
  if (whole === null) return <p className="setup__intro">{t('setup.loading')}</p>;
  if (whole === 'failed') return <p className="setup__problem">{t('setup.failed')}</p>;
  return <SetupForm key={id} whole={whole} />;
}

/** What the form began with: a run that goes on meanwhile does not move it. */
function useBeginning(whole: Algorithm) {
  const { session } = useApp();
  return useState(() => {
    const values = paramsNow(session);
    const variant = typeof values['variant'] === 'string' ? values['variant'] : null;
    const { params } = variantFace(whole, variant);
    return {
      values,
      variant,
      drafts: draftsOf(params, values),
      fields: setupFields(session.scenario, session.world.ids),
    };
  })[0];
}

interface FormState {
  readonly variant: string | null;
  readonly drafts: Drafts;
  readonly fields: SetupFields;
}

function useForm(whole: Algorithm) {
  const { session } = useApp();
  const { scenario } = session;
  const before = useBeginning(whole);
  const [state, setState] = useState<FormState>(before);
  const { variant, drafts, fields } = state;
  const face = useMemo(() => variantFace(whole, variant), [whole, variant]);
  const setup = setupOf(fields, scenario.clocks);
  const isSetup = JSON.stringify(fields) !== JSON.stringify(before.fields);
  const values = valuesOf(face.params, drafts);
  const plan: Plan = planOf(scenario, whole, {
    before: before.values,
    after: values,
    specs: face.params,
    variant,
    setup: isSetup && !('refused' in setup) ? setup : null,
  });
  const choose = (next: string): void =>
    setState({
      ...state,
      variant: next,
      drafts: draftsFor(variantFace(whole, next).params, face.params, drafts),
    });
  const isUsual = face.params.every((spec) =>
    sameValue(spec, values[spec.name] ?? null, spec.default),
  );
  return { state, setState, face, setup, plan, choose, isUsual };
}

function SetupForm({ whole }: { readonly whole: Algorithm }): ReactNode {
  const { t } = useTranslation();
  const { session, algorithms } = useApp();
  const { state, setState, face, setup, plan, choose, isUsual } = useForm(whole);
  const { variant, drafts, fields } = state;
  const change = (part: Partial<SetupFields>): void =>
    setState({ ...state, fields: { ...fields, ...part } });
  const params: ParamsProps = {
    face,
    variants: whole.variants,
    variant,
    drafts,
    nodes: session.world.candidates,
    problems: plan.problems,
    onVariant: choose,
    onDraft: (name, draft) => setState({ ...state, drafts: { ...drafts, [name]: draft } }),
  };
  const name = algorithms.find(({ id }) => id === whole.id)?.name ?? whole.id;
  const refused = 'refused' in setup ? t(setup.refused) : null;
  return (
    <Applied plan={plan} refused={refused}>
      <section className="setup__part" aria-label={t('setup.params', { algorithm: name })}>
        <h3>{t('setup.params', { algorithm: name })}</h3>
        <Params {...params} />
        {face.params.length > 0 && (
          <Press
            className="button--outlined"
            label={t('params.resetAll')}
            icon={RotateCcw}
            iconSize={18}
            reason={isUsual ? t('params.allUsual') : null}
            onPress={() => setState({ ...state, drafts: draftsOf(face.params, {}) })}
          >
            {t('params.resetAll')}
          </Press>
        )}
      </section>
      <section className="setup__part" aria-label={t('setup.rest')}>
        <h3>{t('setup.rest')}</h3>
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
        <Inbox fields={fields} change={change} />
        <Timers fields={fields} change={change} />
        <Disk fields={fields} change={change} />
        <Clocks fields={fields} change={change} />
      </section>
    </Applied>
  );
}

interface AppliedProps {
  readonly plan: Plan;
  readonly refused: string | null;
  readonly children: ReactNode;
}

/** The form around its fields, and the ways to apply it: always in sight below them. */
function Applied({ plan, refused, children }: AppliedProps): ReactNode {
  const { t, i18n } = useTranslation();
  const { session, controls, ways } = useApp();
  const { live, anew, problems } = plan;
  const [first] = problems;
  const unmended = first === undefined ? null : first[0] || first[1].problem;
  const problem = refused ?? (unmended === null ? null : t('setup.refused', { what: unmended }));
  const time = instant(session.playhead.us, i18n.language);
  const intro = live !== null ? 'live' : anew !== null ? 'anew' : 'none';
  const reason = problem ?? (anew === null ? t('setup.nothing') : null);
  const close = (): void => viewStore.setState({ dialog: null });
  const startAnew = (): void => {
    if (reason !== null || anew === null) return;
    close();
    void ways.openScenario(anew, 'firstReign');
  };
  const changeHere = (): void => {
    if (reason !== null || live === null) return;
    close();
    controls.act({ do: 'set', params: live });
  };
  return (
    <form
      className="setup setup__form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (live !== null) changeHere();
        else startAnew();
      }}
    >
      {children}
      <div className="setup__done">
        <p className={problem === null ? 'setup__intro' : 'setup__problem'} role="status">
          {problem ?? t(`setup.intro.${intro}`, { time })}
        </p>
        <div className="setup__ways">
          {live !== null && (
            <Press
              className="button--strong"
              label={t('setup.here')}
              reason={reason}
              submits
              onPress={() => undefined}
            >
              {t('setup.here')}
            </Press>
          )}
          <Press
            className={live === null ? 'button--strong' : 'button--outlined'}
            label={t('setup.apply')}
            reason={reason}
            submits={live === null}
            onPress={live === null ? () => undefined : startAnew}
          >
            {t('setup.apply')}
          </Press>
        </div>
      </div>
    </form>
  );
}
