/**
 * Why: the pseudocode of the algorithm. The rules that the event applied are lit, each condition with the
 * values that made it true or false; the rules it came to and passed by say what stood in their way.
 */
import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Step } from '../../engine/protocol';
import { stepSentence } from '../../narration/stepSentence';
import { playerStore } from '../../stores/playerStore';
import { useApp } from '../app';
import { Press } from '../chrome/Press';
import { instant } from '../format';
import { WithTerms } from '../glossary/WithTerms';
import { spaceOf } from '../i18n/setup';
import { useWords } from '../story';
import { CauseLine } from './CauseLine';
import { Rule } from './Rule';
import type { RulePlace } from './ruleSteps';
import { placeShown, rulesOf, tellingPlace } from './ruleSteps';
import { useGuards } from './useGuards';
import { useStep } from './useStep';
import './why.css';

/** The next rule may lie so many events further on. */
const FORWARD_EVENTS = 64;

export function WhyPanel(): ReactNode {
  const { t } = useTranslation();
  const { session } = useApp();
  const { face } = session.algorithm;
  const step = useStep();
  const { guards, rules, failed } = useGuards();
  const [chosen, choose] = useState<RulePlace | null>(null);
  const applied = rulesOf(step);
  const event = step?.event.number ?? -1;
  const place = placeShown(chosen, event, tellingPlace(applied, step, face));
  const groups = useMemo(() => [...new Set(rules.map(({ group }) => group))], [rules]);
  return (
    <div className="why">
      <div className="why__now">
        <RuleSteps applied={applied} place={place} step={step} onChoose={choose} />
        {step === null ? <p>{t('why.start')}</p> : <Happened step={step} />}
        {failed && <p className="why__aside">{t('why.noGuards')}</p>}
      </div>
      {groups.map((group) => (
        <section key={group} className="why__group">
          <h3>{group}</h3>
          {rules
            .filter((rule) => rule.group === group)
            .map((rule) => (
              <Rule
                key={rule.id}
                rule={rule}
                state={stateOf(rule.id, applied, place)}
                guards={step === null ? null : (guards?.[rule.id]?.(step) ?? null)}
                at={`${event} ${place}`}
              />
            ))}
        </section>
      ))}
      <About />
    </div>
  );
}

function stateOf(
  id: string,
  applied: readonly string[],
  place: number,
): 'shown' | 'applied' | 'passed' {
  if (applied[place] === id) return 'shown';
  return applied.includes(id) ? 'applied' : 'passed';
}

/** What the event was, and what led to it. */
function Happened({ step }: { readonly step: Step }): ReactNode {
  const { session } = useApp();
  const say = useWords(session.algorithm);
  return (
    <>
      <p className="why__said">
        <WithTerms text={say(stepSentence(session, step.event.number))} />
      </p>
      <CauseLine step={step} />
    </>
  );
}

interface RuleStepsProps {
  readonly applied: readonly string[];
  readonly place: number;
  readonly step: Step | null;
  readonly onChoose: (place: RulePlace) => void;
}

/** Rule by rule through the event, then on to the next one that applied any. */
function RuleSteps({ applied, place, step, onChoose }: RuleStepsProps): ReactNode {
  const { t, i18n } = useTranslation();
  const { session, controls } = useApp();
  const event = step?.event.number ?? -1;
  const go = (by: 1 | -1): void => {
    const within = place + by;
    if (within >= 0 && within < applied.length) {
      if (playerStore.getState().playing) controls.pause();
      return onChoose({ event, place: within });
    }
    for (let tries = 0; tries < FORWARD_EVENTS; tries++) {
      const from = session.playhead.event;
      if (by > 0) controls.eventForward();
      else controls.eventBack();
      const now = session.playhead.event - 1;
      if (now < 0 || session.playhead.event === from) return;
      const { length } = rulesOf(session.step(now));
      if (length > 0) return onChoose({ event: now, place: by > 0 ? 0 : length - 1 });
    }
  };
  const id = applied[place];
  return (
    <div className="why__steps" role="group" aria-label={t('why.steps')}>
      <Press
        label={t('why.previousRule')}
        icon={ChevronLeft}
        reason={event < 0 ? t('why.noneBefore') : null}
        onPress={() => go(-1)}
      />
      <div className="why__step">
        {step !== null && (
          <p className="why__aside">
            {t('why.event', { event, time: instant(step.event.us, i18n.language) })}
          </p>
        )}
        <p>
          {id === undefined
            ? t('why.noRule')
            : t('why.rule', { rule: id, place: place + 1, count: applied.length })}
        </p>
      </div>
      <Press label={t('why.nextRule')} icon={ChevronRight} onPress={() => go(1)} />
    </div>
  );
}

/** What the algorithm assumes, and where this form of it differs from its source. */
function About(): ReactNode {
  const { t } = useTranslation();
  const { session } = useApp();
  const { face } = session.algorithm;
  const ns = spaceOf(session.algorithm);
  const lists = [
    { title: t('why.assumes'), keys: face.about.assumes },
    { title: t('why.differs'), keys: face.about.differs },
  ];
  return (
    <>
      {lists.map(({ title, keys }) => (
        <section key={title} className="why__group">
          <h3>{title}</h3>
          <ul className="why__about">
            {keys.map((key) => (
              <li key={key}>
                <WithTerms text={t(key, { ns })} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}
