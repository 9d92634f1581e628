/**
 * Paints a scene into a live SVG element, frame after frame, without React: elements are pooled and
 * attributes written only where they changed. Layers from below: ground, lasting lines, messages, nodes, breaks,
 * words, the knife.
 */
import type { Scene } from '../scene/types';
import type { Maker } from './elements';
import { Painted, child } from './elements';
import { GroundPainter } from './groundPainter';
import { LabelPainter } from './labelPainter';
import { MessagePainter } from './messagePainter';
import type { Describe } from './nodePainter';
import { NodePainter } from './nodePainter';
import type { TiesPainter } from './tiesPainter';

/** Makes elements of the document. */
export function svgMaker(document: Document): Maker {
  return (tag) => document.createElementNS('http://www.w3.org/2000/svg', tag);
}

let makeTies: ((make: Maker, layer: Painted) => TiesPainter) | null = null;

/** Where lasting lines are drawn at all (`lines.ts`), this makes what paints them. */
export function provideTiesPainter(made: (make: Maker, layer: Painted) => TiesPainter): void {
  makeTies = made;
}

export class SvgPainter {
  private readonly root: Painted;
  private readonly crowd: Painted;
  private readonly ground: GroundPainter;
  private readonly tiesLayer: Painted;
  private ties: TiesPainter | null = null;
  private readonly messages: MessagePainter;
  private readonly nodes: NodePainter;
  private readonly labels: LabelPainter;

  /** Takes an empty `<svg>` and fills it; `describe` names a node for a screen reader. */
  constructor(
    svg: SVGElement,
    private readonly make: Maker,
    describe: Describe,
  ) {
    this.root = new Painted(svg);
    const layer = (name: string, hidden: boolean): Painted => {
      const made = child(make, this.root, 'g', name);
      if (hidden) made.set('aria-hidden', 'true');
      return made;
    };
    const under = layer('layer-ground', true);
    const ties = layer('layer-ties', true);
    const messages = layer('layer-messages', true);
    const nodes = layer('layer-nodes', false);
    this.crowd = nodes;
    const breaks = layer('layer-breaks', true);
    const words = layer('layer-words', true);
    const over = layer('layer-knife', true);
    this.ground = new GroundPainter(make, under, over);
    this.tiesLayer = ties;
    this.messages = new MessagePainter(make, messages, breaks);
    this.nodes = new NodePainter(make, nodes, describe);
    this.labels = new LabelPainter(make, words);
  }

  paint(scene: Scene): void {
    this.root.set('viewBox', `0 0 ${scene.width} ${scene.height}`).set('data-us', String(scene.us));
    this.ground.paint(scene);
    this.paintTies(scene);
    this.messages.paint(scene);
    this.crowd.set('class', scene.detail === 'dots' ? 'layer-nodes is-dots' : 'layer-nodes');
    this.nodes.paint(scene);
    this.labels.paint(scene);
  }

  private paintTies(scene: Scene): void {
    if (scene.ties.length + scene.ring.length > 0) {
      this.ties ??= makeTies?.(this.make, this.tiesLayer) ?? null;
    }
    this.ties?.paint(scene);
  }

  /** The button of a node; null if it is not on the stage. */
  nodeElement(id: string): SVGElement | null {
    return this.nodes.element(id);
  }
}
