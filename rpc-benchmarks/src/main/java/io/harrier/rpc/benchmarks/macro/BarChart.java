package io.harrier.rpc.benchmarks.macro;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Bars with names before and values behind them, as an SVG picture that follows light and dark. */
final class BarChart {
    private static final int NAME_WIDTH = 150;
    private static final int BAR_WIDTH = 480;
    private static final int VALUE_WIDTH = 90;
    private static final int BAR_HEIGHT = 18;
    private static final int STEP = 26;
    private static final int TOP = 40;
    private static final String STYLE =
            "<style>text{font:13px sans-serif;fill:#333}.ours{fill:#c2571a}.other{fill:#7d8ea3}"
                    + "@media(prefers-color-scheme:dark){text{fill:#ddd}}</style>";

    private final String title;
    private final List<Bar> bars = new ArrayList<>();

    BarChart(String title) {
        this.title = title;
    }

    private record Bar(String name, double value) {}

    void add(String name, double value) {
        bars.add(new Bar(name, value));
    }

    String svg() {
        int width = NAME_WIDTH + BAR_WIDTH + VALUE_WIDTH;
        int height = TOP + STEP * bars.size();
        double most = bars.stream().mapToDouble(Bar::value).max().orElse(1);
        StringBuilder svg = new StringBuilder();
        add(
                svg,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\">",
                width,
                height,
                width,
                height);
        svg.append(STYLE);
        add(
                svg,
                "<title>%s</title><text x=\"0\" y=\"20\" font-weight=\"bold\">%s</text>",
                escaped(title),
                escaped(title));
        for (int i = 0; i < bars.size(); i++) {
            add(svg, bars.get(i), TOP + STEP * i, most);
        }
        return svg.append("</svg>\n").toString();
    }

    private static void add(StringBuilder svg, Bar bar, int y, double most) {
        int middle = y + BAR_HEIGHT - 4;
        double length = Math.max(1, BAR_WIDTH * bar.value / most);
        add(
                svg,
                "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>",
                NAME_WIDTH - 8,
                middle,
                escaped(bar.name));
        add(
                svg,
                "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%.0f\" height=\"%d\"/>",
                bar.name.startsWith("harrier") ? "ours" : "other",
                NAME_WIDTH,
                y,
                length,
                BAR_HEIGHT);
        add(
                svg,
                "<text x=\"%.0f\" y=\"%d\">%,.0f</text>",
                NAME_WIDTH + length + 6,
                middle,
                bar.value);
    }

    private static void add(StringBuilder svg, String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
