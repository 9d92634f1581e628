/**
 * What the title row has no room for on a narrow screen: nodes, seed and every way it offers on a wide
 * one. Changes nothing by itself.
 */
import {
  BookOpen,
  Command,
  Keyboard,
  Network,
  Presentation,
  Share2,
  SlidersHorizontal,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { openRules } from '../acts/doing';
import { togglePresent } from '../present/Present';
import { Press } from '../chrome/Press';
import { MessagesChoice, SeatButton } from '../chrome/Transport';
import { NodesPicker, openDialog, SeedField, ThemeToggle } from '../chrome/RunPickers';

const WAYS = [
  ['setup', SlidersHorizontal],
  ['scenarios', BookOpen],
  ['share', Share2],
  ['palette', Command],
  ['keys', Keyboard],
] as const;

export function MoreSheet(): ReactNode {
  const { t } = useTranslation();
  return (
    <div className="setup more">
      <div className="more__run">
        <NodesPicker />
        <SeedField />
      </div>
      <MessagesChoice />
      <SeatButton words />
      {WAYS.map(([id, icon]) => (
        <Press key={id} label={t(`title.${id}`)} icon={icon} onPress={() => openDialog(id)}>
          {t(`title.${id}`)}
        </Press>
      ))}
      <Press
        label={t('rules.title')}
        icon={Network}
        keys="network"
        onPress={() => openRules({ of: 'network' })}
      >
        {t('rules.title')}
      </Press>
      <Press label={t('title.present')} icon={Presentation} onPress={togglePresent}>
        {t('title.present')}
      </Press>
      <ThemeToggle words />
    </div>
  );
}
