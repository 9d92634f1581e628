/** The examples of all forms. */
import type { Preset } from '../../engine/protocol';
import { leasePresets } from './lease/presets';
import { multiPresets } from './multi/presets';
import { singlePresets } from './single/presets';

export const presets: readonly Preset[] = [...singlePresets, ...multiPresets, ...leasePresets];
