/**
 * The title row: what runs (algorithm, nodes, seed) and the ways to other runs. On a narrow screen all
 * but the algorithm move into the set-up dialog.
 */
import {
  BookOpen,
  Command,
  Ellipsis,
  Keyboard,
  Presentation,
  Share2,
  SlidersHorizontal,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { viewStore } from '../../stores/viewStore';
import { present } from './presenting';
import { Press } from './Press';
import { AlgorithmPicker, NodesPicker, openDialog, SeedField, ThemeToggle } from './RunPickers';

export function TitleRow(): ReactNode {
  const { t } = useTranslation();
  const dialog = useStore(viewStore, (state) => state.dialog);
  return (
    <header className="title-row">
      <h1 className="title-row__name">{t('app.name')}</h1>
      <AlgorithmPicker />
      <div className="title-row__wide">
        <NodesPicker />
        <SeedField />
        <Press
          label={t('title.setup')}
          icon={SlidersHorizontal}
          iconSize={18}
          expanded={dialog === 'setup'}
          onPress={() => openDialog('setup')}
        />
      </div>
      <span className="title-row__gap" />
      <Ways />
      <div className="title-row__narrow">
        <Press
          label={t('title.more')}
          icon={Ellipsis}
          expanded={dialog === 'more'}
          onPress={() => openDialog('more')}
        />
      </div>
    </header>
  );
}

/** The ways to other runs, to other people, to other looks. */
function Ways(): ReactNode {
  const { t } = useTranslation();
  const dialog = useStore(viewStore, (state) => state.dialog);
  return (
    <div className="title-row__wide">
      <Press
        label={t('title.scenarios')}
        icon={BookOpen}
        iconSize={18}
        expanded={dialog === 'scenarios'}
        onPress={() => openDialog('scenarios')}
      >
        {t('title.scenarios')}
      </Press>
      <Press
        label={t('title.share')}
        icon={Share2}
        iconSize={18}
        keys="share"
        expanded={dialog === 'share'}
        onPress={() => openDialog('share')}
      >
        {t('title.share')}
      </Press>
      <Press
        label={t('title.present')}
        icon={Presentation}
        iconSize={18}
        keys="present"
        onPress={present}
      >
        {t('title.present')}
      </Press>
      <ThemeToggle />
      <Press
        label={t('title.palette')}
        icon={Command}
        iconSize={18}
        keys="palette"
        expanded={dialog === 'palette'}
        onPress={() => openDialog('palette')}
      />
      <Press
        label={t('title.keys')}
        icon={Keyboard}
        keys="keys"
        expanded={dialog === 'keys'}
        onPress={() => openDialog('keys')}
      />
    </div>
  );
}
