import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.gephi.graph.api.Column;
import org.gephi.graph.api.DirectedGraph;
import org.gephi.graph.api.Edge;
import org.gephi.graph.api.Element;
import org.gephi.graph.api.GraphController;
import org.gephi.graph.api.GraphModel;
import org.gephi.graph.api.Interval;
import org.gephi.graph.api.Node;
import org.gephi.graph.api.Table;
import org.gephi.io.importer.api.Container;
import org.gephi.io.importer.api.ImportController;
import org.gephi.io.importer.api.Issue;
import org.gephi.io.processor.plugin.DefaultProcessor;
import org.gephi.project.api.ProjectController;
import org.gephi.project.api.Workspace;
import org.openide.util.Lookup;

/** Imports each file named as Gephi does, and prints a line of JSON for each: what was understood, and every complaint. */
class GephiReads {
    public static void main(String[] names) throws Exception {
        ProjectController projects = Lookup.getDefault().lookup(ProjectController.class);
        projects.newProject();
        ImportController importer = Lookup.getDefault().lookup(ImportController.class);
        for (String name : names) {
            Workspace workspace = projects.newWorkspace(projects.getCurrentProject());
            projects.openWorkspace(workspace);
            Container container = importer.importFile(new File(name));
            List<String> issues = new ArrayList<>();
            container.closeLoader();
            boolean good = container.verify();
            complaints(container, issues); // before it is processed: its report is emptied then
            importer.process(container, new DefaultProcessor(), workspace);
            GraphModel model = Lookup.getDefault().lookup(GraphController.class).getGraphModel(workspace);
            DirectedGraph graph = model.getDirectedGraph();
            TreeMap<String, String> labels = new TreeMap<>();
            TreeMap<String, String> spans = new TreeMap<>();
            for (Node node : graph.getNodes()) labels.put(node.getId().toString(), node.getLabel());
            for (Edge edge : graph.getEdges()) spans.put(edge.getId().toString(), span(edge));
            System.out.println("{\"file\":" + quoted(name) + ",\"good\":" + good
                + ",\"issues\":" + list(issues)
                + ",\"nodes\":" + graph.getNodeCount() + ",\"edges\":" + graph.getEdgeCount()
                + ",\"dynamic\":" + model.isDynamic()
                + ",\"timeFormat\":" + quoted(String.valueOf(model.getTimeFormat()))
                + ",\"labels\":" + map(labels) + ",\"spans\":" + map(spans)
                + ",\"nodeColumns\":" + map(columns(model.getNodeTable()))
                + ",\"edgeColumns\":" + map(columns(model.getEdgeTable())) + "}");
        }
        System.exit(0);
    }

    private static void complaints(Container container, List<String> issues) {
        container.getReport().close();
        java.util.Iterator<Issue> all = container.getReport().getIssues(100_000);
        while (all.hasNext()) {
            Issue issue = all.next();
            if (issue.getLevel() != Issue.Level.INFO) issues.add(issue.getLevel() + " " + issue.getMessage());
        }
    }

    private static String span(Element element) {
        StringBuilder text = new StringBuilder();
        for (Interval one : element.getIntervals()) text.append(day(one.getLow())).append("/").append(day(one.getHigh())).append(" ");
        return text.toString().trim();
    }

    private static String day(double moment) {
        return Double.isInfinite(moment) ? "" : java.time.Instant.ofEpochMilli((long) moment).toString().substring(0, 10);
    }

    private static TreeMap<String, String> columns(Table table) {
        TreeMap<String, String> types = new TreeMap<>();
        for (Column column : table) types.put(column.getTitle(), column.getTypeClass().getSimpleName());
        return types;
    }

    private static String map(TreeMap<String, String> values) {
        List<String> parts = new ArrayList<>();
        values.forEach((key, value) -> parts.add(quoted(key) + ":" + quoted(value)));
        return "{" + String.join(",", parts) + "}";
    }

    private static String list(List<String> values) {
        List<String> parts = new ArrayList<>();
        for (String value : values) parts.add(quoted(value));
        return "[" + String.join(",", parts) + "]";
    }

    private static String quoted(String text) {
        if (text == null) return "null";
        StringBuilder result = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            result.append(c < 32 || c > 126 || c == '"' || c == '\\' ? String.format("\\u%04x", (int) c) : c);
        }
        return result.append("\"").toString();
    }
}
