package io.selvage.gateway.loop;

import java.util.ArrayList;
import java.util.List;

import io.netty.channel.IoEvent;
import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoOps;
import io.netty.channel.IoRegistration;
import io.netty.util.concurrent.ThreadAwareExecutor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What a connection waits for is told to the kernel once a turn, if it changed. */
class LazyInterestTests {

	private static final IoOps READ = new Interest("read");

	private static final IoOps WRITE = new Interest("write");

	private final List<String> calls = new ArrayList<>();

	private final IoHandler handler = LazyInterest.over((loop) -> new Kernel()).newHandler(new CallingThread());

	private final Connection connection = new Connection("one");

	private IoRegistration registration;

	@BeforeEach
	void register() throws Exception {
		this.registration = this.handler.register(this.connection);
		this.registration.submit(READ);
	}

	@Test
	void theFirstInterestIsToldAtOnce() {
		assertThat(this.calls).containsExactly("one waits for read");
	}

	@Test
	void whatIsTakenBackWithinATurnIsNotTold() {
		this.registration.submit(WRITE);
		this.registration.submit(READ);
		turn();
		assertThat(this.calls).containsExactly("one waits for read", "turn");
	}

	@Test
	void theLastInterestIsToldBeforeTheLoopWaits() {
		this.registration.submit(READ);
		this.registration.submit(WRITE);
		turn();
		turn();
		assertThat(this.calls).containsExactly("one waits for read", "one waits for write", "turn", "turn");
	}

	@Test
	void anInterestIsToldAgainAfterItWasGone() {
		this.registration.submit(WRITE);
		turn();
		this.registration.submit(READ);
		turn();
		assertThat(this.calls).containsExactly("one waits for read", "one waits for write", "turn",
				"one waits for read", "turn");
	}

	@Test
	void nothingIsToldOfAConnectionThatHasEnded() {
		this.registration.submit(WRITE);
		this.registration.cancel();
		turn();
		assertThat(this.calls).containsExactly("one waits for read", "one ends", "turn");
	}

	@Test
	void aConnectionTheKernelRefusesIsClosedAndTheOthersAreServed() throws Exception {
		Connection other = new Connection("other");
		IoRegistration another = this.handler.register(other);
		another.submit(READ);
		this.connection.refused = true;
		this.registration.submit(WRITE);
		another.submit(WRITE);
		turn();
		assertThat(this.calls).containsExactly("one waits for read", "other waits for read", "one closed",
				"other waits for write", "turn");
	}

	private void turn() {
		this.handler.run(new NoContext());
	}

	private record Interest(String name) implements IoOps {
	}

	private static final class CallingThread implements ThreadAwareExecutor {

		@Override
		public boolean isExecutorThread(Thread thread) {
			return true;
		}

		@Override
		public void execute(Runnable task) {
			task.run();
		}

	}

	private static final class NoContext implements IoHandlerContext {

		@Override
		public boolean canBlock() {
			return false;
		}

		@Override
		public long delayNanos(long now) {
			return 0;
		}

		@Override
		public long deadlineNanos() {
			return 0;
		}

	}

	private final class Connection implements IoHandle {

		private final String name;

		private boolean refused;

		private Connection(String name) {
			this.name = name;
		}

		@Override
		public void handle(IoRegistration told, IoEvent event) {
			LazyInterestTests.this.calls.add(this.name + " " + event);
		}

		@Override
		public void close() {
			LazyInterestTests.this.calls.add(this.name + " closed");
		}

	}

	private final class Kernel implements IoHandler {

		@Override
		public int run(IoHandlerContext context) {
			LazyInterestTests.this.calls.add("turn");
			return 0;
		}

		@Override
		public IoRegistration register(IoHandle handle) {
			return new Known((Connection) handle);
		}

		@Override
		public void wakeup() {
			LazyInterestTests.this.calls.add("woken");
		}

		@Override
		public boolean isCompatible(Class<? extends IoHandle> handleType) {
			return handleType == Connection.class;
		}

	}

	private final class Known implements IoRegistration {

		private final Connection connection;

		private boolean valid = true;

		private Known(Connection connection) {
			this.connection = connection;
		}

		@Override
		public <T> T attachment() {
			throw new UnsupportedOperationException();
		}

		@Override
		public long submit(IoOps ops) {
			if (this.connection.refused) {
				throw new IllegalStateException("refused");
			}
			LazyInterestTests.this.calls.add(this.connection.name + " waits for " + ((Interest) ops).name());
			return 1;
		}

		@Override
		public boolean isValid() {
			return this.valid;
		}

		@Override
		public boolean cancel() {
			this.valid = false;
			return LazyInterestTests.this.calls.add(this.connection.name + " ends");
		}

	}

}
