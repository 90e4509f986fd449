/**
 * The strongly connected components of a directed graph (Tarjan), each a set of nodes of which every one can reach every
 * other. Walks with a stack of its own: a graph of any size can be given. Nodes are numbers from 0.
 */
export function components(targets: readonly (readonly number[])[]): number[][] {
  const order = new Int32Array(targets.length).fill(-1);
  const low = new Int32Array(targets.length);
  const onPath = new Uint8Array(targets.length);
  const path: number[] = [];
  const found: number[][] = [];
  let next = 0;

  const open = (node: number): { node: number; edge: number } => {
    order[node] = low[node] = next++;
    onPath[node] = 1;
    path.push(node);
    return { node, edge: 0 };
  };
  const lower = (node: number, value: number): void => {
    low[node] = Math.min(low[node] ?? value, value);
  };
  const close = (node: number): void => {
    if (low[node] !== order[node]) return;
    const members = path.splice(path.lastIndexOf(node));
    for (const member of members) onPath[member] = 0;
    found.push(members);
  };

  for (const root of targets.keys()) {
    if (order[root] !== -1) continue;
    const calls = [open(root)];
    for (let call = calls.at(-1); call !== undefined; call = calls.at(-1)) {
      const target = targets[call.node]?.[call.edge++];
      if (target === undefined) {
        close(call.node);
        calls.pop();
        const caller = calls.at(-1);
        if (caller) lower(caller.node, low[call.node] ?? 0);
      } else if (order[target] === -1) calls.push(open(target));
      else if (onPath[target] === 1) lower(call.node, order[target] ?? 0);
    }
  }
  return found;
}

/** The components that hold a cycle: more than one node, or a node that leads to itself. */
export function cycles(targets: readonly (readonly number[])[]): number[][] {
  return components(targets).filter(
    ([first, ...more]) => more.length > 0 || (first !== undefined && (targets[first] ?? []).includes(first)),
  );
}
