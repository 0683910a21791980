package io.selvage.gateway.listener;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.selvage.gateway.forward.StreamedBody;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * What is left of the body of a request when its answer is there: a little is read so
 * that the connection can be used again, with more the connection ends. So it does if the
 * client waits to be asked for its body: it may send its next request instead.
 */
final class UnreadBody {

	private static final int MOST_READ = 65_536;

	private UnreadBody() {
	}

	/**
	 * Ends the connection with the answer if too much is still to come.
	 * @param request the request
	 * @param response its answer, of which nothing was sent
	 */
	static void leave(HttpServerRequest request, HttpServerResponse response) {
		HttpHeaders headers = request.requestHeaders();
		boolean waits = headers.contains(HttpHeaderNames.EXPECT);
		long announced = StreamedBody.announcedLength(headers);
		if (waits || announced > MOST_READ) {
			response.withConnection((connection) -> leave(connection.channel(), response, waits ? -1 : announced));
		}
	}

	private static void leave(Channel channel, HttpServerResponse response, long announced) {
		ClientPace pace = ClientPace.of(channel);
		if (pace != null && pace.inBody() && (announced < 0 || pace.unread(announced) > MOST_READ)) {
			pace.leaveBody();
			response.keepAlive(false);
		}
	}

}
