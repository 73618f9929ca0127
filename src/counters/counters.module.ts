import { Global, Module } from '@nestjs/common';
import { Counters } from './counters';

/**
 * Owns what is counted in this process, in memory: counters, gauges and histograms of durations, cheap enough for the path of a login.
 * Has no routes, and knows neither who counts nor how it is told: rooms count, and `metrics` shows it.
 */
@Global()
@Module({ providers: [Counters], exports: [Counters] })
export class CountersModule {}
