/** What is wrong with a picture, in words: for the tests of layouts. Never used by the product. */
import { distanceToBox, inside, overlap } from '../geometry';
import { geometryOf } from '../geometryOf';
import { jagged } from '../tear';
import type { Scene } from '../types';

/** Every fault of a picture, in words. */
export function faults(scene: Scene, width: number): readonly string[] {
  const { boxes, hits } = geometryOf(scene);
  const found: string[] = [];
  const words = boxes.filter((box) => box.what !== 'node' && box.what !== 'pill');
  for (const box of words) {
    if (!inside(box, width, scene.height)) found.push(`${box.what} of ${box.of} is clipped`);
    for (const node of scene.nodes) {
      if (distanceToBox(node, box) < node.radius)
        found.push(`${box.what} of ${box.of} on ${node.id}`);
    }
    for (const other of words) {
      if (other.of < box.of && overlap(box, other)) {
        found.push(`${box.what} of ${box.of} on ${other.what} of ${other.of}`);
      }
    }
    for (const [a, b] of scene.tear?.lines ?? []) {
      const through = jagged(a, b, 6, 22).some((point) => distanceToBox(point, box) < 4);
      if (through) found.push(`the tear runs through ${box.what} of ${box.of}`);
    }
  }
  for (const box of boxes) {
    if (box.what !== 'node' && box.fontPx < 13) found.push(`${box.what} of ${box.of} is too small`);
    const form = scene.nodes.find((node) => node.id === box.of)?.label?.form;
    const least = form === 'small' ? 13 : 18;
    if (box.what === 'name' && box.fontPx < least) found.push(`the name of ${box.of} is too small`);
  }
  for (const hit of hits) if (hit.diameter < 24) found.push(`${hit.node} is hard to hit`);
  return found;
}
