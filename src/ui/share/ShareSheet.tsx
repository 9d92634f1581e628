/**
 * Share: the link to this very event, and the run as a file. Copying may be refused by the browser;
 * then the link is selected, to be copied by hand.
 */
import { Check, Copy, Download, FolderOpen } from 'lucide-react';
import type { ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { Result } from '../../scenario/types';
import { finishInvitation } from '../../stores/guideStore';
import { playerStore } from '../../stores/playerStore';
import { useApp } from '../app';
import { Press } from '../chrome/Press';
import { instant } from '../format';

export function ShareSheet(): ReactNode {
  const { t, i18n } = useTranslation();
  const { session, ways, controls } = useApp();
  const [link, setLink] = useState<Result<string> | null>(null);
  useEffect(() => {
    // A link is made of one event: the run stands still while it is handed on, and then goes on.
    const { playing } = playerStore.getState();
    if (playing) controls.pause();
    finishInvitation('share');
    let wanted = true;
    void ways.link().then((made) => wanted && setLink(made));
    const { scenario, playhead } = session;
    return () => {
      wanted = false;
      const isSame = session.scenario === scenario && session.playhead.event === playhead.event;
      if (playing && isSame) controls.play();
    };
  }, [session, ways, controls]);
  useStore(playerStore, (state) => state.tick);
  const { event } = session.playhead;
  // Where the link opens: at its event, not at the moment after it that is looked at now.
  const us = event === 0 ? 0 : session.trace.timeUs(event - 1);
  return (
    <div className="share">
      <p className="dialog__intro">{t('share.intro')}</p>
      <p className="share__place">
        {t('share.place', { event, time: instant(us, i18n.language) })}
      </p>
      {link === null && <p>{t('share.making')}</p>}
      {link?.ok === true && (
        <>
          <LinkField address={addressOf(link.value)} />
          {(link.notes ?? []).map(({ problem, hint }) => (
            <p key={problem} className="share__note">
              {problem} {hint}
            </p>
          ))}
        </>
      )}
      {link?.ok === false &&
        link.problems.map(({ path, problem, hint }) => (
          <p key={path + problem} role="alert">
            {problem} {hint}
          </p>
        ))}
      <Files />
    </div>
  );
}

/** The whole address with this fragment. */
function addressOf(fragment: string): string {
  return window.location.href.split('#')[0] + fragment;
}

function LinkField({ address }: { readonly address: string }): ReactNode {
  const { t, i18n } = useTranslation();
  const field = useRef<HTMLInputElement>(null);
  const [state, setState] = useState<'fresh' | 'copied' | 'refused'>('fresh');
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(address);
      setState('copied');
    } catch {
      field.current?.select();
      // The old way still works where the new one is blocked.
      setState(document.execCommand('copy') ? 'copied' : 'refused');
    }
  };
  const length = address.length.toLocaleString(i18n.language);
  return (
    <div className="share__link">
      <input
        ref={field}
        className="field mono"
        aria-label={t('share.link')}
        value={address}
        readOnly
        onFocus={(event) => event.target.select()}
      />
      <Press
        className="button--strong"
        label={t('share.copy')}
        icon={state === 'copied' ? Check : Copy}
        iconSize={18}
        onPress={() => void copy()}
      >
        {state === 'copied' ? t('share.copied') : t('share.copy')}
      </Press>
      <p className="share__length" role="status">
        {state === 'refused'
          ? t('share.copyByHand')
          : t('share.length', { count: address.length, replace: { count: length } })}
      </p>
    </div>
  );
}

function Files(): ReactNode {
  const { t } = useTranslation();
  const { ways } = useApp();
  const picker = useRef<HTMLInputElement>(null);
  return (
    <section className="share__files">
      <h3>{t('share.file')}</h3>
      <p>{t('share.fileIntro')}</p>
      <div className="share__buttons">
        <Press
          className="button--outlined"
          label={t('share.save')}
          icon={Download}
          iconSize={18}
          onPress={ways.saveFile}
        >
          {t('share.save')}
        </Press>
        <Press
          className="button--outlined"
          label={t('share.open')}
          icon={FolderOpen}
          iconSize={18}
          onPress={() => picker.current?.click()}
        >
          {t('share.open')}
        </Press>
        <input
          ref={picker}
          hidden
          type="file"
          accept=".json,application/json"
          onChange={(event) => {
            const file = event.target.files?.[0];
            event.target.value = '';
            if (file !== undefined) void file.text().then(ways.openFile);
          }}
        />
      </div>
    </section>
  );
}
