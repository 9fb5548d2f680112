/** HQ's numbers for Prometheus, in a registry of their own. */

import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { invariant } from '#shared/kernel/invariant.ts';

/** Labels of one measurement. Their values come from small closed sets: a route, a code; never an id. */
export type Labels = Readonly<Record<string, string | number>>;

export type MetricShape = {
  /** Prefixed with `hq_` by us; ends in the unit: `_total`, `_seconds`, `_bytes`. */
  readonly name: string;
  readonly help: string;
  readonly labels?: readonly string[];
};

export type HqCounter = { readonly add: (amount?: number, labels?: Labels) => void };
export type HqGauge = { readonly set: (value: number, labels?: Labels) => void };
export type HqHistogram = { readonly observe: (value: number, labels?: Labels) => void };

export type HqMetrics = {
  /** The same name twice gives the same counter. */
  readonly counter: (shape: MetricShape) => HqCounter;
  readonly gauge: (shape: MetricShape) => HqGauge;
  /** A gauge that is asked when somebody reads the metrics. */
  readonly sampled: (shape: MetricShape, sample: () => number) => void;
  readonly histogram: (shape: MetricShape & { readonly buckets: readonly number[] }) => HqHistogram;
  /** Everything in the text form of Prometheus. */
  readonly text: () => Promise<string>;
  readonly contentType: string;
};

export const durationBuckets = [
  0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
] as const;

/** `withProcess` adds memory, processor and event loop of the process; it watches for as long as the process lives. */
export function createMetrics({ withProcess }: { readonly withProcess: boolean }): HqMetrics {
  const registry = new Registry();
  if (withProcess) collectDefaultMetrics({ register: registry, prefix: 'hq_' });
  const known = <Metric>(name: string, kind: new (...options: never[]) => Metric): Metric | undefined => {
    const metric: unknown = registry.getSingleMetric(name);
    invariant(metric === undefined || metric instanceof kind, `${name} is one kind of metric`);
    return metric;
  };
  return {
    counter: (shape) => {
      const options = optionsOf(shape, registry);
      const counter = known(options.name, Counter) ?? new Counter(options);
      return { add: (amount = 1, labels = {}) => counter.inc({ ...labels }, amount) };
    },
    gauge: (shape) => {
      const options = optionsOf(shape, registry);
      const gauge = known(options.name, Gauge) ?? new Gauge(options);
      return { set: (value, labels = {}) => gauge.set({ ...labels }, value) };
    },
    sampled: (shape, sample) => {
      const options = optionsOf(shape, registry);
      invariant(known(options.name, Gauge) === undefined, `${options.name} is sampled in one place`);
      const gauge: Gauge = new Gauge({ ...options, collect: (): void => gauge.set(sample()) });
    },
    histogram: ({ buckets, ...shape }) => {
      const options = { ...optionsOf(shape, registry), buckets: [...buckets] };
      const histogram = known(options.name, Histogram) ?? new Histogram(options);
      return { observe: (value, labels = {}) => histogram.observe({ ...labels }, value) };
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}

function optionsOf({ name, help, labels = [] }: MetricShape, registry: Registry) {
  return { name: `hq_${name}`, help, labelNames: [...labels], registers: [registry] };
}
