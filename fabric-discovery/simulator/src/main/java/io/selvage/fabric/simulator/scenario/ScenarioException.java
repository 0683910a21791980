package io.selvage.fabric.simulator.scenario;

import org.jspecify.annotations.Nullable;

/**
 * A scenario that can't be read: the message says where, what and what would be right.
 */
public class ScenarioException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	public ScenarioException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
