/**
 * The stage between React and the painter: every frame it reads the run and the view, builds the scene
 * and paints it. Holds what belongs to wall time only: the glide to new seats. No React in here.
 */
import type { NodeId } from '../../engine/protocol';
import { SvgPainter, svgMaker } from '../../render/svgPainter';
import { buildScene, seatsOf } from '../../scene/buildScene';
import { glidden } from '../../scene/seats';
import type { SeatPlan } from '../../scene/seats';
import type { NodeMark, Point, Scene, SceneView } from '../../scene/types';
import type { RunView } from '../../session/types';

/** How long nodes glide to new seats, wall ms. */
export const GLIDE_MS = 400;

/** Everything of the view but the glide, which this object owns. */
export type View = Omit<SceneView, 'glide'>;

function eased(share: number): number {
  return share < 0.5 ? 4 * share * share * share : 1 - 4 * (1 - share) * (1 - share) * (1 - share);
}

/** Which nodes share a group: what a glide answers to. */
function groupsKey(run: RunView): string {
  return run.world.groups.map((ids) => ids.join(' ')).join('|');
}

export class Picture {
  private readonly painter: SvgPainter;
  /** The scene last painted; null before the first frame. */
  scene: Scene | null = null;
  private plan: SeatPlan | null = null;
  private groups = '';
  private nodes = '';
  private glide: { readonly from: ReadonlyMap<NodeId, Point>; startMs: number } | null = null;

  constructor(
    svg: SVGSVGElement,
    describe: (node: NodeMark) => string,
    private readonly stepsInstead: () => boolean,
  ) {
    this.painter = new SvgPainter(svg, svgMaker(svg.ownerDocument), describe);
  }

  /** Paints one frame; true while something of its own still moves. */
  paint(run: RunView, view: View, wallMs: number): boolean {
    if (view.width <= 0 || view.height <= 0) return false;
    const glide = this.glideAt(run, { ...view, glide: null }, wallMs);
    this.scene = buildScene(run, { ...view, glide });
    this.painter.paint(this.scene);
    return this.glide !== null;
  }

  nodeElement(id: NodeId): SVGElement | null {
    return this.painter.nodeElement(id);
  }

  /** Starts a glide when groups changed, and says how far it is. */
  private glideAt(run: RunView, view: SceneView, wallMs: number): SceneView['glide'] {
    const plan = seatsOf(run, view);
    const groups = groupsKey(run);
    const nodes = run.world.ids.join(' ');
    if (this.plan !== plan) {
      const moves = this.plan !== null && groups !== this.groups && nodes === this.nodes;
      const from = this.plan === null ? null : this.where(this.plan, wallMs);
      this.glide =
        moves && from !== null && !this.stepsInstead() ? { from, startMs: wallMs } : null;
      this.plan = plan;
      this.groups = groups;
      this.nodes = nodes;
    }
    if (this.glide === null) return null;
    const share = (wallMs - this.glide.startMs) / GLIDE_MS;
    if (share >= 1) {
      this.glide = null;
      return null;
    }
    return { from: this.glide.from, progress: eased(Math.max(0, share)) };
  }

  /** Where nodes of a plan stand at this moment of wall time. */
  private where(plan: SeatPlan, wallMs: number): ReadonlyMap<NodeId, Point> {
    if (this.glide === null) return plan.positions;
    const progress = eased(Math.min(1, (wallMs - this.glide.startMs) / GLIDE_MS));
    return glidden(plan, { from: this.glide.from, progress });
  }
}
