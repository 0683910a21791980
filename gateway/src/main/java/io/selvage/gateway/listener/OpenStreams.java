package io.selvage.gateway.listener;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;

/**
 * The streams of a connection of HTTP/2. Netty closes a stream whose client is gone only
 * once everything it received was read, and while a backend takes nothing, nothing is
 * read: so they are closed here. All state belongs to the connection's event loop.
 */
final class OpenStreams {

	private static final AttributeKey<Set<Channel>> OF = AttributeKey.valueOf(OpenStreams.class, "of");

	private OpenStreams() {
	}

	/**
	 * Remembers a stream until it is closed.
	 * @param stream the stream of a request
	 */
	static void add(Channel stream) {
		Channel connection = stream.parent();
		Set<Channel> known = connection.attr(OF).get();
		Set<Channel> open = (known != null) ? known : new HashSet<>();
		if (known == null) {
			connection.attr(OF).set(open);
		}
		open.add(stream);
		stream.closeFuture().addListener((closed) -> open.remove(stream));
	}

	/**
	 * Closes what is left of them.
	 * @param connection a connection that is closed
	 */
	static void closeAll(Channel connection) {
		Set<Channel> open = connection.attr(OF).get();
		if (open != null) {
			List.copyOf(open).forEach(Channel::close);
		}
	}

}
