package io.selvage.fabric.simulator.naming;

import java.time.Duration;
import java.util.function.UnaryOperator;

/**
 * What can go wrong at a naming endpoint. The factories of {@link NamingFaults} say when
 * and how often.
 */
public sealed interface NamingFault {

	/**
	 * The answer comes later.
	 *
	 * @param delay how much later
	 */
	record Latency(Duration delay) implements NamingFault {
	}

	/**
	 * An error is answered.
	 *
	 * @param error the error
	 */
	record Failure(FabricError error) implements NamingFault {
	}

	/**
	 * A bare status is answered, without a body, as a load balancer in front of the
	 * cluster would.
	 *
	 * @param status 200 to 599
	 */
	record Status(int status) implements NamingFault {
	}

	/**
	 * Status 200 with another body.
	 *
	 * @param body the body
	 */
	record Garbage(String body) implements NamingFault {
	}

	/**
	 * The body of the true answer is changed.
	 *
	 * @param change what to make of the JSON text
	 */
	record Rewrite(UnaryOperator<String> change) implements NamingFault {
	}

	/**
	 * The connection is closed in the middle of the body.
	 *
	 * @param bytes how many bytes of the true body are sent
	 */
	record Cut(int bytes) implements NamingFault {
	}

	/**
	 * Status 200 and a body of blanks without an end in sight.
	 *
	 * @param bytes its length
	 */
	record Oversize(long bytes) implements NamingFault {
	}

	/**
	 * The naming store does not answer: 504 when the request's {@code timeout} (60 s) has
	 * passed.
	 */
	record Stabilizing() implements NamingFault {
	}

	/** No answer, ever. */
	record Hang() implements NamingFault {
	}

	/** The connection is broken (RST) instead of an answer. */
	record Reset() implements NamingFault {
	}

}
