/** On a narrow screen: what the title row has no room for. */
import { BookOpen, Keyboard, Share2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Press } from '../chrome/Press';
import { MessagesChoice } from '../chrome/Transport';
import { NodesPicker, openDialog, SeedField, ThemeToggle } from '../chrome/TitleRow';

export function SetupSheet(): ReactNode {
  const { t } = useTranslation();
  return (
    <div className="setup">
      <div className="setup__run">
        <NodesPicker />
        <SeedField />
      </div>
      <MessagesChoice />
      <Press label={t('title.scenarios')} icon={BookOpen} onPress={() => openDialog('scenarios')}>
        {t('title.scenarios')}
      </Press>
      <Press label={t('title.share')} icon={Share2} onPress={() => openDialog('share')}>
        {t('title.share')}
      </Press>
      <ThemeToggle words />
      <Press label={t('title.keys')} icon={Keyboard} onPress={() => openDialog('keys')}>
        {t('title.keys')}
      </Press>
    </div>
  );
}
