/** The frame of every dialog: focus stays inside, Esc and a click beside it close it. */
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { DialogId } from '../../stores/viewStore';
import { viewStore } from '../../stores/viewStore';
import { Palette } from '../acts/Palette';
import { RulesSheet } from '../acts/RulesSheet';
import { Press } from '../chrome/Press';
import { GlossarySheet } from '../glossary/GlossarySheet';
import { dialogTexts } from '../i18n/en/dialogs';
import { setupTexts } from '../i18n/en/setup';
import { addPageTexts } from '../i18n/setup';
import { KeysSheet } from './KeysSheet';
import { MoreSheet } from './MoreSheet';
import { ScenarioLibrary } from './ScenarioLibrary';
import { SetupSheet } from './SetupSheet';
import { ShareSheet } from './ShareSheet';
import './dialogs.css';
import './setup.css';

addPageTexts({ ...dialogTexts, ...setupTexts });

const CONTENT: Readonly<Record<DialogId, () => ReactNode>> = {
  scenarios: ScenarioLibrary,
  share: ShareSheet,
  keys: KeysSheet,
  setup: SetupSheet,
  more: MoreSheet,
  palette: Palette,
  rules: RulesSheet,
  glossary: GlossarySheet,
};

export function Dialogs({ open }: { readonly open: DialogId }): ReactNode {
  const { t } = useTranslation();
  const close = (): void => viewStore.setState({ dialog: null });
  const Content = CONTENT[open];
  return (
    <ModalOverlay
      className="veil"
      isOpen
      isDismissable
      onOpenChange={(isOpen) => {
        if (!isOpen) close();
      }}
    >
      <Modal className={`dialog dialog--${open}`}>
        <Dialog className="dialog__body">
          <div className="dialog__head">
            <Heading slot="title" level={2}>
              {t(`${open}.title`)}
            </Heading>
            <Press label={t('dialog.close')} icon={X} onPress={close} />
          </div>
          <Content />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
