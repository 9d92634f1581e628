/**
 * Checks: every property that was looked at in this run, what it assumes, what came of it, and a jump
 * to the instant it broke.
 */
import { Check, CircleAlert, GraduationCap, Hourglass } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Finding, Verdict } from '../../properties/types';
import { Press } from '../chrome/Press';
import { useApp, useTick } from '../app';
import { instant } from '../format';

const ICONS = {
  holds: Check,
  lesson: GraduationCap,
  bug: CircleAlert,
  stalled: Hourglass,
} as const;
const ORDER: readonly Verdict[] = ['bug', 'stalled', 'lesson', 'holds'];

export function ChecksPanel(): ReactNode {
  const { t, i18n } = useTranslation();
  const { session } = useApp();
  useTick();
  const findings = [...session.findings()].sort(
    (a, b) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict),
  );
  return (
    <div className="checks">
      <p className="checks__upTo">
        {t('checks.upTo', { time: instant(session.frontier.us, i18n.language) })}
      </p>
      <ul>
        {findings.map((finding) => (
          <CheckCard key={finding.id} finding={finding} />
        ))}
      </ul>
    </div>
  );
}

function CheckCard({ finding }: { readonly finding: Finding }): ReactNode {
  const { t, i18n } = useTranslation();
  const { controls } = useApp();
  const { id, verdict, claim, assumes, assumed, breach, why } = finding;
  const Icon = ICONS[verdict];
  return (
    <li className={`check check--${verdict}`}>
      <p className="check__head">
        <Icon size={18} aria-hidden />
        <span className="check__verdict">
          {t(`checks.${verdict === 'holds' && !assumed ? 'unbroken' : verdict}`)}
        </span>
        <code>{id}</code>
      </p>
      <p>{t(claim, { defaultValue: claim })}</p>
      {assumes !== '' && (
        <p className="check__assumes">
          {t(assumed ? 'checks.assumes' : 'checks.assumedNot', { what: assumes })}
        </p>
      )}
      {why !== '' && <p className="check__why">{why}</p>}
      {breach !== null && (
        <Press
          className="button--outlined"
          label={t('checks.go', { time: instant(breach.us, i18n.language) })}
          onPress={() => controls.seekEvent(breach.event + 1)}
        >
          {t('checks.go', { time: instant(breach.us, i18n.language) })}
        </Press>
      )}
    </li>
  );
}
