/**
 * Why: the pseudocode of the algorithm; the rules that the last event applied are lit, with the values
 * that made their guards true or false.
 */
import type { ReactNode } from 'react';
import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { RuleText, Step } from '../../engine/protocol';
import { stepSentence } from '../../narration/stepSentence';
import { useApp } from '../app';
import { instant } from '../format';
import { useWords } from '../story';
import { useStep } from './useStep';
import { written } from './written';

/** Ids of the rules a step applied, in order. */
export function rulesOf(step: Step | null): readonly string[] {
  if (step === null) return [];
  const ids = step.effects.flatMap((effect) => (effect.do === 'rule' ? [effect.id] : []));
  return [...new Set(ids)];
}

export function WhyPanel(): ReactNode {
  const { t, i18n } = useTranslation();
  const { session } = useApp();
  const { rules } = session.algorithm;
  const say = useWords(session.algorithm.id);
  const step = useStep();
  const lit = rulesOf(step);
  // In the order of the page, not of the step: this is the one to scroll to.
  const firstLit = rules.find(({ id }) => lit.includes(id))?.id;
  const groups = useMemo(() => [...new Set(rules.map(({ group }) => group))], [rules]);
  return (
    <div className="why">
      <div className="why__now">
        {step === null ? (
          <p>{t('why.start')}</p>
        ) : (
          <>
            <p className="why__event">
              {t('why.event', {
                event: step.event.number,
                time: instant(step.event.us, i18n.language),
              })}
            </p>
            <p>{say(stepSentence(session, step.event.number))}</p>
            {lit.length === 0 && <p className="why__none">{t('why.noRule')}</p>}
          </>
        )}
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
                step={lit.includes(rule.id) ? step : null}
                first={firstLit === rule.id}
              />
            ))}
        </section>
      ))}
      <About />
    </div>
  );
}

/** What the algorithm assumes, and where this form of it differs from its source. */
function About(): ReactNode {
  const { t } = useTranslation();
  const { session } = useApp();
  const { id, face } = session.algorithm;
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
              <li key={key}>{t(key, { ns: id })}</li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

function Rule(props: {
  readonly rule: RuleText;
  /** The step that applied it; null: it was not applied. */
  readonly step: Step | null;
  readonly first: boolean;
}): ReactNode {
  const { rule, step, first } = props;
  const { t } = useTranslation();
  const element = useRef<HTMLDivElement>(null);
  const isLit = step !== null;
  const number = step?.event.number;
  useEffect(() => {
    if (first) element.current?.scrollIntoView({ block: 'nearest' });
  }, [first, number]);
  const values = step === null ? [] : Object.entries(rule.values?.(step) ?? {});
  return (
    <div
      ref={element}
      className={isLit ? 'rule rule--lit' : 'rule'}
      {...(isLit && { 'aria-current': 'step' as const })}
    >
      <span className="rule__id" data-tip={rule.source}>
        {rule.id}
      </span>
      <pre className="rule__lines">{rule.lines.join('\n')}</pre>
      {values.length > 0 && (
        <dl className="rule__values" aria-label={t('why.values')}>
          {values.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{written(value)}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}
