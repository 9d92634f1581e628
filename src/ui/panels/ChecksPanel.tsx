/**
 * Checks: every property that was looked at in this run, what it assumes, what came of it, and a jump to
 * the event that broke it. Two leaders at once are spoken of first: most ask here whether that is allowed.
 */
import { Check, CircleAlert, CircleDashed, GraduationCap, Hourglass } from 'lucide-react';
import type { ReactNode } from 'react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Finding } from '../../properties/types';
import { rivalsAfter } from '../../narration/rivals';
import { Press } from '../chrome/Press';
import { useApp, useTick } from '../app';
import { instant } from '../format';
import { WithTerms } from '../glossary/WithTerms';
import { useWords } from '../story';
import type { CheckGroup, CheckSection, Standing } from './checkGroups';
import { sectionsOf } from './checkGroups';
import './checks.css';

const ICONS = {
  holds: Check,
  lesson: GraduationCap,
  bug: CircleAlert,
  stalled: Hourglass,
  unjudged: CircleDashed,
} as const;

/** Wall ms between two looks at a run whose checks have not been loaded yet. */
const AGAIN_MS = 200;

export function ChecksPanel(): ReactNode {
  const { t, i18n } = useTranslation();
  const { session } = useApp();
  useTick();
  const findings = session.findings();
  useAgain(findings.length === 0);
  if (findings.length === 0) {
    return <p className="checks__aside">{t('checks.notYet')}</p>;
  }
  const time = instant(session.frontier.us, i18n.language);
  return (
    <div className="checks">
      <p className="checks__aside">{t('checks.upTo', { time })}</p>
      <Rivals />
      {sectionsOf(findings).map((section) => (
        <Section key={section.standing} section={section} />
      ))}
    </div>
  );
}

/** Looks again and again while nothing has been checked yet. */
function useAgain(waits: boolean): void {
  const [, renew] = useState(0);
  useEffect(() => {
    if (!waits) return undefined;
    const timer = window.setInterval(() => renew((count) => count + 1), AGAIN_MS);
    return () => window.clearInterval(timer);
  }, [waits]);
}

/** Two crowns beside a tick call for a word. */
function Rivals(): ReactNode {
  const { t } = useTranslation();
  const { session } = useApp();
  const say = useWords(session.algorithm);
  const rivals = rivalsAfter(session, session.playhead.event);
  if (rivals === null) return null;
  return (
    <p className="checks__rivals">
      <WithTerms text={say(rivals)} /> {t('checks.rivals')}
    </p>
  );
}

function Section({ section }: { readonly section: CheckSection }): ReactNode {
  const { t } = useTranslation();
  const { standing, count, groups } = section;
  const Icon = ICONS[standing];
  return (
    <section className={`checks__section checks__section--${standing}`}>
      <h3>
        <Icon size={18} aria-hidden />
        {t(`checks.title.${standing}`, { count })}
      </h3>
      <p className="checks__aside">{t(`checks.means.${standing}`)}</p>
      {groups.map((group) => (
        <Group key={group.assumes} group={group} standing={standing} />
      ))}
    </section>
  );
}

function Group(props: { readonly group: CheckGroup; readonly standing: Standing }): ReactNode {
  const { group, standing } = props;
  const { t } = useTranslation();
  const { assumes, findings } = group;
  const unmet = standing === 'unjudged' || standing === 'lesson';
  return (
    <div className="checks__group">
      {assumes !== '' && (
        <p className="checks__aside">
          {t(unmet ? 'checks.assumedNot' : 'checks.assumes', { what: assumes })}
        </p>
      )}
      <ul>
        {findings.map((finding) => (
          <CheckLine key={finding.id} finding={finding} />
        ))}
      </ul>
    </div>
  );
}

function CheckLine({ finding }: { readonly finding: Finding }): ReactNode {
  const { t, i18n } = useTranslation();
  const { controls } = useApp();
  const { id, claim, breach, why } = finding;
  const go = breach === null ? '' : t('checks.go', { time: instant(breach.us, i18n.language) });
  return (
    <li className="check">
      <p>
        <span className="check__id">{id}</span>{' '}
        <WithTerms text={t(claim, { defaultValue: claim })} />
      </p>
      {why !== '' && <p className="check__why">{t('checks.here', { why })}</p>}
      {breach !== null && (
        <Press
          className="button--outlined"
          label={go}
          onPress={() => controls.seekEvent(breach.event + 1)}
        >
          {go}
        </Press>
      )}
    </li>
  );
}
