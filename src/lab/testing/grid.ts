/**
 * Trials in which much happens at once: every fault on a grid of instants and every message after the
 * same delay, so that commands meet each other and what is due. The order within an instant is where
 * an engine is wrong most easily, and random times never meet.
 */
import type { Command } from '../../scenario/types';
import type { Trial } from '../schedule';

/** The trial with its faults on multiples of `gridMs`; the calm stays where it is. */
export function onGrid(trial: Trial, gridMs: number): Trial {
  const { scenario, calmUs } = trial;
  const commands = (scenario.commands ?? []).map((command): Command => {
    const atMs = Number(command.atMs);
    if ((atMs + gridMs) * 1000 >= calmUs) return command;
    return { ...command, after: 0, atMs: Math.max(gridMs, Math.round(atMs / gridMs) * gridMs) };
  });
  const network = { ...scenario.network, delayMs: 5 };
  return { ...trial, scenario: { ...scenario, network, commands } };
}
