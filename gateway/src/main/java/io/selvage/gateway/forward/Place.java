package io.selvage.gateway.forward;

import java.util.concurrent.atomic.AtomicReference;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;

/**
 * The place of one request among those that are at a pool of connections. It is given
 * back once: by whoever asked for a connection if he got none, and then when the answer
 * has arrived or the connection is gone. The first is done before anybody hears of the
 * end of the answer, so that who comes next because of it finds room.
 */
final class Place {

	private static final AttributeKey<Place> OF = AttributeKey.valueOf(Place.class, "of");

	private enum State {

		WAITING, CONNECTED, LEFT

	}

	private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);

	private final Places places;

	Place(Places places) {
		this.places = places;
	}

	/**
	 * Leaves the place to a connection, whose end is its end.
	 * @param channel a connection, or a stream of HTTP/2, with a guard in its pipeline
	 */
	void connected(Channel channel) {
		this.places.learn(channel);
		if (this.state.compareAndSet(State.WAITING, State.CONNECTED)) {
			channel.attr(OF).set(this);
		}
	}

	/**
	 * Gives the place back if there is no connection. Called when a request has ended in
	 * whatever way.
	 */
	void leaveUnlessConnected() {
		if (this.state.compareAndSet(State.WAITING, State.LEFT)) {
			this.places.giveBack();
		}
	}

	/**
	 * Gives the place back that a connection has, if it has one.
	 * @param channel a connection, or a stream of HTTP/2, that has nothing more to do
	 */
	static void left(Channel channel) {
		Place place = channel.hasAttr(OF) ? channel.attr(OF).getAndSet(null) : null;
		if (place != null && place.state.compareAndSet(State.CONNECTED, State.LEFT)) {
			place.places.learn(channel);
			place.places.giveBack();
		}
	}

}
