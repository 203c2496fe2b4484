package io.akashi.bench.internal.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class GrowthChartTest {
  private static final GrowthChart CHART =
      new GrowthChart(
          List.of(
              new GrowthChart.Curve(
                  "time (ms)",
                  List.of(new GrowthChart.Point(5e6, 20), new GrowthChart.Point(1e7, 40))),
              new GrowthChart.Curve("nothing yet", List.of())));

  @Test
  void drawsEachPointInProportionToItsValue() throws Exception {
    List<Double> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    NodeList circles =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(CHART.svg())))
            .getElementsByTagName("circle");
    for (int i = 0; i < circles.getLength(); i++) {
      Element circle = (Element) circles.item(i);
      x.add(Double.valueOf(circle.getAttribute("cx")));
      y.add(Double.valueOf(circle.getAttribute("cy")));
    }
    double axis = y.getFirst() + (y.getFirst() - y.getLast());
    assertThat(x).hasSize(2);
    // Twice the events and twice the value: the line goes on through the origin.
    assertThat(x.getFirst() - (x.getLast() - x.getFirst())).isEqualTo(70);
    assertThat(axis).isEqualTo(126);
  }
}
