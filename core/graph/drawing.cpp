#include "core/graph/drawing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace seedbed::graph {
namespace {

std::string title(const node& node) {
    return node.version.empty() ? node.name : node.name + " " + node.version;
}

std::string edge_label(const edge& edge) {
    std::string label = edge.versions == "*" ? "" : edge.versions;
    if (edge.optional) {
        label += label.empty() ? "optional" : ", optional";
    }
    return label;
}

class tree {
public:
    explicit tree(const overview& graph) {
        for (const node& each : graph.nodes) {
            nodes_[each.name] = &each;
        }
        for (const edge& each : graph.edges) {
            edges_[each.from].push_back(&each);
            depended_on_.insert(each.to);
        }
    }

    std::string draw() {
        for (const auto& [name, node] : nodes_) {
            if (depended_on_.count(name) == 0) {
                draw_root(name);
            }
        }
        for (const auto& [name, node] : nodes_) { // what a cycle holds
            if (drawn_.count(name) == 0) {
                draw_root(name);
            }
        }
        return text_;
    }

private:
    void draw_root(const std::string& name) {
        text_ += title(*nodes_.at(name)) + state_of(name) + '\n';
        draw_below(name, "");
    }

    void draw_below(const std::string& name, const std::string& indent) {
        drawn_.insert(name);
        path_.push_back(name);
        const auto found = edges_.find(name);
        for (std::size_t i = 0; found != edges_.end() && i < found->second.size(); ++i) {
            const bool last = i + 1 == found->second.size();
            draw_edge(*found->second[i], indent, last);
        }
        path_.pop_back();
    }

    void draw_edge(const edge& edge, const std::string& indent, bool last) {
        const std::string label = edge_label(edge);
        text_ += fmt::format("{}{}{}{}{}",
                             indent,
                             last ? "`-- " : "|-- ",
                             title(*nodes_.at(edge.to)),
                             label.empty() ? "" : " (" + label + ")",
                             state_of(edge.to));
        if (edge.state == edge_state::misfit) {
            text_ += ": this version does not fit";
        }
        if (std::find(path_.begin(), path_.end(), edge.to) != path_.end()) {
            text_ += " (cycle)\n";
        } else if (drawn_.count(edge.to) != 0 && edges_.count(edge.to) != 0) {
            text_ += " (above)\n";
        } else {
            text_ += '\n';
            draw_below(edge.to, indent + (last ? "    " : "|   "));
        }
    }

    std::string state_of(const std::string& name) const {
        const node_state state = nodes_.at(name)->state;
        return state == node_state::found ? "" : fmt::format(" [{}]", name_of(state));
    }

    std::map<std::string, const node*> nodes_;
    std::map<std::string, std::vector<const edge*>> edges_;
    std::set<std::string> depended_on_;
    std::set<std::string> drawn_;
    std::vector<std::string> path_;
    std::string text_;
};

std::string replace_all(std::string text, std::string_view from, std::string_view to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
        text.replace(at, from.size(), to);
    }
    return text;
}

// A refused plugin's name is its file's name, which may hold anything.
std::string quoted(const std::string& text) {
    return '"' + replace_all(replace_all(text, "\\", "\\\\"), "\"", "\\\"") + '"';
}

std::string mermaid_text(const std::string& text) {
    return '"' + replace_all(text, "\"", "#quot;") + '"';
}

const char* dot_style(node_state state) {
    switch (state) {
    case node_state::found:
        return "";
    case node_state::unmet:
        return ", style=dashed, color=orange";
    case node_state::refused:
        return ", style=dashed, color=red";
    case node_state::missing:
        return ", style=dotted, color=red";
    }
    return "";
}

std::string lines_of(const node& node, const char* line_break) {
    std::string text = node.name;
    if (!node.version.empty()) {
        text += line_break + node.version;
    }
    if (node.state != node_state::found) {
        text += line_break + std::string(name_of(node.state));
    }
    return text;
}

} // namespace

std::string draw_tree(const overview& graph) {
    return tree(graph).draw();
}

std::string draw_dot(const overview& graph) {
    std::string text = "digraph seedbed {\n  rankdir=LR;\n  node [shape=box];\n";
    for (const node& each : graph.nodes) {
        const std::string label = replace_all(quoted(lines_of(each, "\n")), "\n", "\\n");
        text +=
            fmt::format("  {} [label={}{}];\n", quoted(each.name), label, dot_style(each.state));
    }
    for (const edge& each : graph.edges) {
        text += fmt::format("  {} -> {} [label={}{}];\n",
                            quoted(each.from),
                            quoted(each.to),
                            quoted(edge_label(each)),
                            each.optional ? ", style=dashed" : "");
    }
    return text + "}\n";
}

std::string draw_mermaid(const overview& graph) {
    std::string text = "graph LR\n";
    std::map<std::string, std::string> ids; // a name may be one of Mermaid's words
    for (const node& each : graph.nodes) {
        const std::string& id =
            ids.emplace(each.name, fmt::format("n{}", ids.size())).first->second;
        text += fmt::format("  {}[{}]", id, mermaid_text(lines_of(each, "<br/>")));
        text +=
            each.state == node_state::found ? "\n" : fmt::format(":::{}\n", name_of(each.state));
    }
    for (const edge& each : graph.edges) {
        const std::string label = edge_label(each);
        text += fmt::format("  {} {}{} {}\n",
                            ids.at(each.from),
                            each.optional ? "-.->" : "-->",
                            label.empty() ? "" : "|" + mermaid_text(label) + "|",
                            ids.at(each.to));
    }
    return text + "  classDef unmet stroke:#e69500,stroke-dasharray:5 5\n"
                  "  classDef refused stroke:#cc0000,stroke-dasharray:5 5\n"
                  "  classDef missing stroke:#cc0000,stroke-dasharray:2 4\n";
}

} // namespace seedbed::graph
