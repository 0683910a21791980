package io.selvage.fabric.simulator.wire;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When connections are read: neither while the server is frozen nor before their delay
 * has passed.
 */
class ConnectionsTests {

	private final Connections connections = new Connections();

	private final EmbeddedChannel channel = new EmbeddedChannel();

	@AfterEach
	void close() {
		this.channel.finishAndReleaseAll();
	}

	private void pass(Duration time) {
		this.channel.advanceTimeBy(time.toMillis(), TimeUnit.MILLISECONDS);
		this.channel.runScheduledPendingTasks();
	}

	@Test
	void resumingOpensNoConnectionWhoseDelayHasNotPassed() {
		this.channel.freezeTime();
		this.connections.add(this.channel, Duration.ofSeconds(1));
		this.connections.freeze(true);
		this.connections.freeze(false);
		this.channel.runPendingTasks();
		assertThat(this.channel.writeInbound("a")).isFalse();
		pass(Duration.ofSeconds(1));
		assertThat(this.channel.<Object>readInbound()).isEqualTo("a");
	}

	@Test
	void aDelayThatPassesOpensNoFrozenConnection() {
		this.channel.freezeTime();
		this.connections.add(this.channel, Duration.ofSeconds(1));
		this.connections.freeze(true);
		assertThat(this.channel.writeInbound("a")).isFalse();
		pass(Duration.ofSeconds(1));
		assertThat(this.channel.<Object>readInbound()).isNull();
		this.connections.freeze(false);
		this.channel.runPendingTasks();
		assertThat(this.channel.<Object>readInbound()).isEqualTo("a");
	}

	@Test
	void freezingHoldsAtOnceWhatStillWaits() {
		this.connections.add(this.channel, Duration.ZERO);
		this.channel.pipeline().addLast(new FreezesAtTheFirst());
		this.connections.freeze(true);
		this.channel.writeInbound("a", "b");
		this.connections.freeze(false);
		this.channel.runPendingTasks();
		assertThat(this.channel.<Object>readInbound()).isEqualTo("a");
		assertThat(this.channel.<Object>readInbound()).isNull();
		this.connections.freeze(false);
		this.channel.runPendingTasks();
		assertThat(this.channel.<Object>readInbound()).isEqualTo("b");
	}

	@Test
	void aConnectionAcceptedWhileFrozenIsFrozen() {
		this.connections.freeze(true);
		this.connections.add(this.channel, Duration.ZERO);
		assertThat(this.channel.writeInbound("a")).isFalse();
	}

	@Test
	void nothingOvertakesWhatWaits() {
		this.connections.add(this.channel, Duration.ZERO);
		this.connections.freeze(true);
		this.channel.writeInbound("a");
		this.connections.freeze(false);
		this.channel.writeInbound("b");
		this.channel.runPendingTasks();
		assertThat(this.channel.<Object>readInbound()).isEqualTo("a");
		assertThat(this.channel.<Object>readInbound()).isEqualTo("b");
	}

	private final class FreezesAtTheFirst extends ChannelInboundHandlerAdapter {

		private boolean done;

		@Override
		public void channelRead(ChannelHandlerContext context, Object message) {
			if (!this.done) {
				this.done = true;
				ConnectionsTests.this.connections.freeze(true);
			}
			context.fireChannelRead(message);
		}

	}

}
