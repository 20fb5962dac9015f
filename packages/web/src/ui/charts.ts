import { BarChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

// Only what the console draws; SVG stays sharp on a wall screen and when printed.
use([BarChart, GridComponent, LegendComponent, TooltipComponent, SVGRenderer]);

export { init };
