/**
 * All that rings and services are drawn with beyond the first page: loading this module puts it in its
 * places. Nothing else needs to be called.
 */
import { provideLines } from '../scene/lineSlot';
import * as lines from '../scene/lines';
import { provideTiesPainter } from './svgPainter';
import { TiesPainter } from './tiesPainter';

provideLines(lines);
provideTiesPainter((make, layer) => new TiesPainter(make, layer));
