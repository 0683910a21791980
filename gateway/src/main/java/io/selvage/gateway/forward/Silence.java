package io.selvage.gateway.forward;

import java.time.Duration;

import io.netty.channel.Channel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.unix.Errors;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;

/**
 * Notices that the machine at the other end of an open connection is gone: what was sent
 * is not acknowledged. Without it a request on a kept connection would wait for its whole
 * timeout, because TCP goes on trying for a quarter of an hour (RFC 5482; the option
 * {@code TCP_USER_TIMEOUT} of Linux).
 * <p>
 * That option also ends connections whose receiver has no room, so it is off while a
 * large body is sent. Used on the event loop of one connection.
 */
final class Silence {

	/** Fits into what a kernel receives before anybody reads. */
	private static final long SMALL_BODY = 65536;

	private static final int TIMED_OUT = -110;

	private final int maxMillis;

	private int set;

	/**
	 * Creates the watch of a connection.
	 * @param max how long what was sent may be without acknowledgement; zero: for ever
	 */
	Silence(Duration max) {
		this.maxMillis = Math.toIntExact(max.toMillis());
	}

	/**
	 * A request is about to be sent.
	 * @param channel the connection
	 * @param request its head
	 */
	void sending(Channel channel, HttpRequest request) {
		boolean small = !HttpUtil.isTransferEncodingChunked(request)
				&& HttpUtil.getContentLength(request, 0L) <= SMALL_BODY;
		int wanted = small ? this.maxMillis : 0;
		if (wanted != this.set && channel instanceof EpollSocketChannel socket && socket.isOpen()) {
			socket.config().setTcpUserTimeout(wanted);
			this.set = wanted;
		}
	}

	/**
	 * Tells whether a connection ended because of silence.
	 * @param failure what it ended with
	 * @return true if nothing was acknowledged for too long
	 */
	static boolean ended(Throwable failure) {
		return failure instanceof Errors.NativeIoException error && error.expectedErr() == TIMED_OUT;
	}

}
