// LEMON's network simplex on a min-cost flow read from standard input.
//
// In:  nodes arcs repeats, then a line "source target lower upper cost" an arc (upper -1: no limit), then the supplies.
// Out: "optimal", "infeasible" or "unbounded", milliseconds of the first run and of each repeat, and if optimal the flows.
#include <chrono>
#include <cstdio>
#include <vector>
#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>

using Graph = lemon::SmartDigraph;
using Simplex = lemon::NetworkSimplex<Graph, long long, long long>;

struct Arc { int source, target; long long lower, upper, cost; };

int main() {
  int nodeCount, arcCount, repeats;
  if (std::scanf("%d %d %d", &nodeCount, &arcCount, &repeats) != 3) return 2;
  std::vector<Arc> arcs(arcCount);
  for (Arc& arc : arcs) {
    if (std::scanf("%d %d %lld %lld %lld", &arc.source, &arc.target, &arc.lower, &arc.upper, &arc.cost) != 5) return 2;
  }
  std::vector<long long> supplies(nodeCount);
  long long balance = 0;
  for (long long& supply : supplies) {
    if (std::scanf("%lld", &supply) != 1) return 2;
    balance += supply;
  }
  std::vector<double> times;
  std::vector<long long> flows(arcCount);
  auto verdict = Simplex::INFEASIBLE;
  // LEMON takes supplies as inequalities where they do not add up to nothing; here they are equations.
  auto solve = [&](bool withCosts) {
    if (balance != 0) return Simplex::INFEASIBLE;
    Graph graph;
    graph.reserveNode(nodeCount);
    graph.reserveArc(arcCount);
    for (int node = 0; node < nodeCount; node++) graph.addNode();
    for (const Arc& arc : arcs) graph.addArc(graph.nodeFromId(arc.source), graph.nodeFromId(arc.target));
    Graph::ArcMap<long long> lower(graph), upper(graph), cost(graph);
    Graph::NodeMap<long long> supply(graph);
    Simplex simplex(graph);
    for (int id = 0; id < arcCount; id++) {
      const auto arc = graph.arcFromId(id);
      lower[arc] = arcs[id].lower;
      upper[arc] = arcs[id].upper < 0 ? simplex.INF : arcs[id].upper;
      cost[arc] = withCosts ? arcs[id].cost : 0;
    }
    for (int node = 0; node < nodeCount; node++) supply[graph.nodeFromId(node)] = supplies[node];
    const auto result = simplex.lowerMap(lower).upperMap(upper).costMap(cost).supplyMap(supply).run();
    if (result == Simplex::OPTIMAL) for (int id = 0; id < arcCount; id++) flows[id] = simplex.flow(graph.arcFromId(id));
    return result;
  };
  for (int run = 0; run <= repeats; run++) {
    const auto start = std::chrono::steady_clock::now();
    verdict = solve(true);
    times.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
  }
  // A ray of negative cost proves nothing where no flow exists.
  if (verdict == Simplex::UNBOUNDED && solve(false) == Simplex::INFEASIBLE) verdict = Simplex::INFEASIBLE;
  std::puts(verdict == Simplex::OPTIMAL ? "optimal" : verdict == Simplex::INFEASIBLE ? "infeasible" : "unbounded");
  for (double time : times) std::printf("%.6f ", time);
  std::puts("");
  if (verdict == Simplex::OPTIMAL) for (long long flow : flows) std::printf("%lld ", flow);
  std::puts("");
}
