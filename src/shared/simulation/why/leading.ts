import type { CompiledJourney } from '../plan.js';

/** Which nodes of a journey lead to one of them, and by which handles. Nodes are places. */
export class Leading {
  /** The node itself, and all from which it can be reached. */
  readonly nodes: ReadonlySet<number>;

  constructor(
    readonly journey: CompiledJourney,
    readonly target: number,
  ) {
    const sources = new Map<number, number[]>();
    journey.nodes.forEach(({ ways }, source) => {
      for (const way of ways) if (way) sources.set(way.target, [...(sources.get(way.target) ?? []), source]);
    });
    const found = new Set([target]);
    for (const node of found) for (const source of sources.get(node) ?? []) found.add(source);
    this.nodes = found;
  }

  /** Where a handle of a node leads; `undefined` where nothing is connected. */
  targetOf(node: number, handle: string): number | undefined {
    const compiled = this.journey.nodes[node];
    return compiled?.ways[compiled.handles.indexOf(handle)]?.target;
  }

  /** The handles of a node by which one goes on towards the target. */
  handles(node: number): string[] {
    const compiled = this.journey.nodes[node];
    return compiled?.handles.filter((handle) => this.nodes.has(this.targetOf(node, handle) ?? -1)) ?? [];
  }

  /** The triggers from which the target can be reached. */
  triggers(): number[] {
    return [...this.nodes].filter((node) => this.journey.nodes[node]?.action.kind === 'trigger').sort((a, b) => a - b);
  }

  id(node: number): string {
    return this.journey.nodes[node]?.node.id ?? '';
  }
}
