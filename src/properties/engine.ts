/** Stated by another hand in a moment. */
import type { Property } from './types';

export const properties: readonly Property[] = [];
