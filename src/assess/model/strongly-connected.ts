/** Tarjan's strongly connected components, without recursion; each comes after those that it needs. */
export function stronglyConnected(edges: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const index = new Int32Array(edges.length).fill(-1);
  const low = new Int32Array(edges.length);
  const onStack = new Uint8Array(edges.length);
  const stack: number[] = [];
  const components: number[][] = [];
  let next = 0;
  for (let root = 0; root < edges.length; root += 1) {
    if (index[root] !== -1) continue;
    const work: { readonly node: number; edge: number }[] = [{ node: root, edge: 0 }];
    while (work.length > 0) {
      const frame = work.at(-1);
      if (!frame) break;
      const { node } = frame;
      if (frame.edge === 0) {
        index[node] = low[node] = next;
        next += 1;
        stack.push(node);
        onStack[node] = 1;
      }
      const to = edges[node]?.[frame.edge];
      frame.edge += 1;
      if (to !== undefined) {
        if (index[to] === -1) work.push({ node: to, edge: 0 });
        else if (onStack[to]) low[node] = Math.min(low[node] ?? 0, index[to] ?? 0);
        continue;
      }
      work.pop();
      const parent = work.at(-1)?.node;
      if (parent !== undefined) low[parent] = Math.min(low[parent] ?? 0, low[node] ?? 0);
      if (low[node] !== index[node]) continue;
      const members: number[] = [];
      for (let m = stack.pop(); m !== undefined; m = stack.pop()) {
        onStack[m] = 0;
        members.push(m);
        if (m === node) break;
      }
      components.push(members);
    }
  }
  return components;
}
