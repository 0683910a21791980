package io.selvage.fabric.simulator;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.selvage.fabric.simulator.state.ClusterState;
import io.selvage.fabric.simulator.tls.ServerTls;
import io.selvage.fabric.simulator.wire.ReservedPorts;
import reactor.core.scheduler.Scheduler;
import reactor.netty.resources.LoopResources;

/**
 * What the parts of one cluster share.
 *
 * @param state the truth
 * @param nodes the nodes
 * @param instanceTls the TLS of the instances
 * @param loops the event loops all servers run on
 * @param timer what delays wait on; its tasks may block
 * @param timing how long the cluster takes for things
 * @param ports where the ports of dead processes are held
 */
record ClusterResources(ClusterState state, Nodes nodes, ServerTls instanceTls, LoopResources loops, Scheduler timer,
		Timing timing, ReservedPorts ports) {

	/**
	 * Runs a task after a delay, at once and in the caller's thread if there is none.
	 */
	void after(Duration delay, Runnable task) {
		if (delay.isZero()) {
			task.run();
		}
		else {
			this.timer.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
		}
	}

}
