package io.selvage.catalog.management;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line per call that may change something, on a logger of its own
 * ({@code selvage.audit}): who, what, with which condition, how it ended. Bodies, which
 * may hold secrets, are not written.
 */
final class AuditLog {

	private static final Logger logger = LoggerFactory.getLogger("selvage.audit");

	private AuditLog() {
	}

	static void write(ManagementRequest request, String path, ManagementAnswer answer) {
		logger.info("caller=\"{}\" method={} path=\"{}\" if-match=\"{}\" status={} etag={}",
				printable(request.caller().name()), request.method(), printable(path),
				printable(String.valueOf(request.headers().ifMatch())), answer.status(),
				answer.headers().getOrDefault("ETag", "-"));
	}

	/** What a caller sends must not be able to start a new line. */
	private static String printable(String text) {
		return text.replaceAll("[\\p{Cntrl}\"]", "?");
	}

}
