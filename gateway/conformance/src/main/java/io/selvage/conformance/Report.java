package io.selvage.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;

/**
 * What became of the cases of one file or set. Confined to the thread that runs the set.
 */
public final class Report {

	private final String name;

	private final List<Failure> failures = new ArrayList<>();

	private final List<String> remarks = new ArrayList<>();

	private int passed;

	/**
	 * Creates a report without results.
	 * @param name the name of the file or set, as it is printed
	 */
	public Report(String name) {
		this.name = name;
	}

	/**
	 * Runs a case and keeps what became of it.
	 * @param id the case's own id
	 * @param check returns null if the case passes, else the reason why not; what it
	 * throws is a failure too
	 */
	public void check(String id, Callable<@Nullable String> check) {
		String reason;
		try {
			reason = check.call();
		}
		catch (Exception | StackOverflowError | AssertionError ex) {
			reason = ex.getClass().getSimpleName() + ": " + ex.getMessage();
		}
		if (reason == null) {
			this.passed++;
		}
		else {
			this.failures.add(new Failure(id, reason.strip().replaceAll("\\s+", " ")));
		}
	}

	/**
	 * Adds something worth knowing about what passed.
	 * @param text one line
	 */
	public void remark(String text) {
		this.remarks.add(text);
	}

	public List<String> remarks() {
		return List.copyOf(this.remarks);
	}

	public String name() {
		return this.name;
	}

	public int passed() {
		return this.passed;
	}

	public List<Failure> failures() {
		return List.copyOf(this.failures);
	}

	/**
	 * A case that did not pass.
	 *
	 * @param id the case
	 * @param reason why, in one line
	 */
	public record Failure(String id, String reason) {
	}

}
