/**
 * The set-up: the parameters of what runs, what its leader is for, and what a run starts with (disks,
 * clocks, what a crashed node loses). One form, applied at once: at the playhead where all that changed may, else from the start.
 */
import { Network, RotateCcw } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { viewStore } from '../../stores/viewStore';
import { openRules } from '../acts/doing';
import { useApp } from '../app';
import { Press } from '../chrome/Press';
import { instant } from '../format';
import { draftsOf } from './paramForm';
import type { Plan } from './paramPlan';
import type { ParamsProps } from './SetupParts';
import { Clocks, Disk, Inbox, Params, Timers } from './SetupParts';
import type { SetupFields } from './setupForm';
import type { Offered } from './useSetup';
import { useForm, useOffered } from './useSetup';
import { WorkloadPart } from './WorkloadPart';

export function SetupSheet(): ReactNode {
  const { t } = useTranslation();
  const { session } = useApp();
  const { id } = session.algorithm;
  const offered = useOffered(id);
  if (offered === null) return <p className="setup__intro">{t('setup.loading')}</p>;
  if (offered === 'failed') return <p className="setup__problem">{t('setup.failed')}</p>;
  return <SetupForm key={id} offered={offered} />;
}

function SetupForm({ offered }: { readonly offered: Offered }): ReactNode {
  const { t } = useTranslation();
  const { session, algorithms } = useApp();
  const form = useForm(offered);
  const { whole } = offered;
  const { state, face, setup, plan, isUsual } = form;
  const { fields } = state;
  const change = (part: Partial<SetupFields>): void =>
    form.change({ fields: { ...fields, ...part } });
  const params: ParamsProps = {
    face,
    variants: whole.variants,
    variant: state.variant,
    drafts: state.drafts,
    nodes: session.world.candidates,
    problems: plan.problems,
    onVariant: form.choose,
    onDraft: (name, draft) => form.change({ drafts: { ...state.drafts, [name]: draft } }),
  };
  const name = algorithms.find(({ id }) => id === whole.id)?.name ?? whole.id;
  const refused = 'refused' in setup ? t(setup.refused) : null;
  return (
    <Applied plan={plan} refused={refused}>
      <WorkloadPart offered={offered.workloads} form={form} />
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
            onPress={() => form.change({ drafts: draftsOf(face.params, {}) })}
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
  const { live, anew, unscripted, problems, above } = plan;
  const [first] = [...problems, ...above];
  const unmended = first === undefined ? null : first[0] || `${first[1].problem} ${first[1].hint}`;
  const problem = refused ?? (unmended === null ? null : t('setup.refused', { what: unmended }));
  const time = instant(session.playhead.us, i18n.language);
  const restart = unscripted ? 'bare' : 'anew';
  const intro = live !== null ? 'live' : anew !== null ? restart : 'none';
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
