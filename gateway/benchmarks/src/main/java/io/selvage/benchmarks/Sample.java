package io.selvage.benchmarks;

/**
 * One measured window of one contender.
 *
 * @param requests answered requests
 * @param errors answers other than 200 and lost connections
 * @param cpuMicros CPU time of the contender's process per request, in microseconds
 * @param perSecond requests per second
 * @param p50Micros median latency, in microseconds
 * @param p99Micros 99th percentile of the latency, in microseconds
 * @param residentMebibytes resident memory, in MiB
 */
record Sample(long requests, long errors, double cpuMicros, double perSecond, double p50Micros, double p99Micros,
		double residentMebibytes) {
}
