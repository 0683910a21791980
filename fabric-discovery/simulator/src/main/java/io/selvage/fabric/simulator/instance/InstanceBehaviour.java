package io.selvage.fabric.simulator.instance;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import io.netty.channel.Channel;
import io.selvage.fabric.simulator.tls.PeerCertificate;
import org.reactivestreams.Publisher;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * What an instance does with requests, on whichever of its listeners they arrive, and
 * what it remembers of them.
 */
public final class InstanceBehaviour {

	/** How many requests are kept; the count goes on. */
	public static final int REMEMBERED = 10_000;

	private final InstanceIdentity identity;

	private final AtomicLong count = new AtomicLong();

	private final Deque<ReceivedRequest> received = new ArrayDeque<>();

	private volatile Answer answer;

	public InstanceBehaviour(InstanceIdentity identity, Answer answer) {
		this.identity = identity;
		this.answer = answer;
	}

	public InstanceIdentity identity() {
		return this.identity;
	}

	public void answer(Answer newAnswer) {
		this.answer = newAnswer;
	}

	public long requestCount() {
		return this.count.get();
	}

	/**
	 * Returns the requests received, the last {@value #REMEMBERED} of them.
	 * @return requests, oldest first
	 */
	public List<ReceivedRequest> requests() {
		synchronized (this.received) {
			return List.copyOf(this.received);
		}
	}

	public void forgetRequests() {
		synchronized (this.received) {
			this.received.clear();
			this.count.set(0);
		}
	}

	Publisher<Void> answer(String listener, HttpServerRequest request, HttpServerResponse response) {
		Channel[] channel = new Channel[1];
		request.withConnection((connection) -> channel[0] = connection.channel());
		ReceivedRequest recorded = new ReceivedRequest(listener, request.method().name(), request.uri(),
				request.requestHeaders().copy(), PeerCertificate.thumbprint(channel[0]));
		synchronized (this.received) {
			this.count.incrementAndGet();
			if (this.received.size() == REMEMBERED) {
				this.received.removeFirst();
			}
			this.received.addLast(recorded);
		}
		return this.answer.to(new Exchange(this.identity, recorded, request, response, channel[0]));
	}

}
