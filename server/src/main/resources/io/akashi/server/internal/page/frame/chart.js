// Draws <figure data-chart="bars|lines"> from the <table> inside it: the first column names the
// categories, each further column is a series. The table stays, folded, for whom it is easier.
//   data-stacked          the series stand on each other
//   data-range="from,to"  dragging fills the form fields of these names with data-at of the rows and sends the form
const library = document.querySelector('script[data-chart-script]').dataset.chartLibrary;
let loading;

const load = () => {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = library;
    script.onload = () => resolve(window.echarts);
    script.onerror = reject;
    document.head.append(script);
  });
  return loading;
};

const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const COLOURS = ['--chart-1', '--chart-2', '--chart-3', '--chart-4', '--chart-5', '--chart-6'];
const number = cell => Number(cell.dataset.value ?? cell.textContent.replaceAll(',', ''));

const read = table => {
  const [head] = table.tHead.rows;
  const rows = [...table.tBodies[0].rows];
  return {
    names: rows.map(row => row.cells[0].textContent.trim()),
    starts: rows.map(row => row.dataset.at),
    ends: rows.map(row => row.dataset.until),
    series: [...head.cells].slice(1).map((cell, at) => ({
      name: cell.textContent.trim(),
      values: rows.map(row => number(row.cells[at + 1])),
    })),
  };
};

const option = (figure, data) => ({
  animation: false,
  aria: { enabled: false },
  color: COLOURS.map(colour),
  textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, color: colour('--ink') },
  grid: { left: 24, right: 24, top: data.series.length > 1 ? 36 : 12, bottom: 8, containLabel: true },
  legend: data.series.length > 1 ? { top: 0, textStyle: { color: colour('--ink') } } : undefined,
  tooltip: {
    trigger: 'axis', renderMode: 'richText', confine: true,
    backgroundColor: colour('--paper'), borderColor: colour('--line'), textStyle: { color: colour('--ink') },
  },
  xAxis: {
    type: 'category', data: data.names, axisTick: { show: false },
    axisLine: { lineStyle: { color: colour('--line') } }, 
    // Of a day in the middle of a chart nobody needs the year.
    axisLabel: { color: colour('--faint'), hideOverlap: true, formatter: name => name.replace(/^\d{4}-(?=\d\d-\d\d )/, '') },
  },
  toolbox: { show: false },
  yAxis: {
    type: 'value', minInterval: 1, axisLabel: { color: colour('--faint') },
    splitLine: { lineStyle: { color: colour('--line') } },
  },
  brush: figure.dataset.range
    ? { toolbox: [], xAxisIndex: 0, brushType: 'lineX', brushMode: 'single', transformable: false, throttleType: 'debounce', throttleDelay: 100 }
    : undefined,
  series: data.series.map(each => ({
    name: each.name, data: each.values,
    type: figure.dataset.chart === 'lines' ? 'line' : 'bar',
    stack: 'stacked' in figure.dataset ? 'all' : undefined,
    showSymbol: false, barCategoryGap: '15%', large: true,
  })),
});

const drag = (chart, figure, data) => {
  chart.dispatchAction({
    type: 'takeGlobalCursor', key: 'brush',
    brushOption: { brushType: 'lineX', brushMode: 'single' },
  });
  chart.on('brushEnd', event => {
    const [first, last] = event.areas[0]?.coordRange ?? [];
    if (first === undefined) {
      return;
    }
    const [from, to] = figure.dataset.range.split(',').map(name => document.querySelector(`[name="${name}"]`));
    from.value = data.starts[Math.max(0, first)];
    to.value = data.ends[Math.min(data.ends.length - 1, last)];
    from.form.requestSubmit();
  });
};

const drawOne = (echarts, figure) => {
  figure.dataset.drawn = 'yes';
  const table = figure.querySelector('table');
  const data = read(table);
  const place = document.createElement('div');
  place.className = 'chart';
  place.setAttribute('aria-hidden', 'true');
  figure.insertBefore(place, figure.querySelector('details'));
  const chart = echarts.init(place, null, { renderer: 'canvas' });
  chart.setOption(option(figure, data));
  if (figure.dataset.range) {
    drag(chart, figure, data);
  }
  new ResizeObserver(() => chart.resize()).observe(place);
};

export const drawAll = async figures => {
  const echarts = await load();
  // Asked twice while the library was coming, a figure is drawn once.
  figures.filter(figure => !figure.dataset.drawn).forEach(figure => drawOne(echarts, figure));
};
