package io.selvage.reliability.level1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Prints which goals the tests of the normal build hold, from the reports of the last
 * build: by goal the classes, what they measured, and whether they passed. Ends with 1 if
 * one failed or did not run.
 * <p>
 * Argument: the folder of the project.
 */
public final class Level1 {

	private final Map<String, TestReport> reports;

	private boolean allMet = true;

	private Level1(Map<String, TestReport> reports) {
		this.reports = reports;
	}

	/**
	 * Prints the table.
	 * @param args see above
	 * @throws IOException if reports cannot be read
	 */
	public static void main(String[] args) throws IOException {
		Level1 level = new Level1(read(Path.of((args.length > 0) ? args[0] : "")));
		level.print();
		System.exit(level.allMet ? 0 : 1);
	}

	private static Map<String, TestReport> read(Path project) throws IOException {
		Map<String, TestReport> reports = new HashMap<>();
		for (String module : List.of("gateway", "fabric-discovery", "backend-catalog")) {
			Path folder = project.resolve(module).resolve("target/surefire-reports");
			if (Files.isDirectory(folder)) {
				try (Stream<Path> files = Files.list(folder)) {
					for (Path file : files.filter((one) -> one.getFileName().toString().startsWith("TEST-")).toList()) {
						TestReport report = TestReport.read(file);
						reports.put(report.name(), report);
					}
				}
			}
		}
		return reports;
	}

	private void print() {
		line("goal", "tests", "verdict", "what holds it, and what it measured");
		for (TestedGoal goal : TestedGoal.values()) {
			List<TestReport> found = goal.tests()
				.stream()
				.filter(this.reports::containsKey)
				.map(this.reports::get)
				.toList();
			int tests = found.stream().mapToInt(TestReport::tests).sum();
			int failed = found.stream().mapToInt(TestReport::failures).sum();
			int skipped = found.stream().mapToInt(TestReport::skipped).sum();
			boolean met = found.size() == goal.tests().size() && failed == 0;
			this.allMet &= met;
			String verdict = met ? "pass" : "FAIL";
			line(goal.name(), String.valueOf(tests), (skipped > 0) ? verdict + ", " + skipped + " skipped" : verdict,
					goal.title() + ": " + String.join(", ", goal.tests()));
			found.stream()
				.flatMap((report) -> report.figures().stream())
				.filter((figure) -> figure.startsWith(goal.name() + " "))
				.forEach((figure) -> line("", "", "", "  " + figure.substring(goal.name().length() + 1)));
		}
	}

	private static void line(String goal, String tests, String verdict, String text) {
		System.out.printf(Locale.ROOT, "%-5s %5s  %-16s %s%n", goal, tests, verdict, text);
	}

}
