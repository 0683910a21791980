package io.selvage.conformance;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.selvage.conformance.contract.ContractSet;
import io.selvage.conformance.fabric.ServiceFabricSet;
import io.selvage.conformance.forward.FabricPolicySet;
import io.selvage.conformance.policy.PoliciesSet;
import io.selvage.conformance.policy.PolicyCorpusSet;
import io.selvage.conformance.policy.SeedSet;
import io.selvage.conformance.trace.ApimTraceSet;

/**
 * Runs every set whose folder is there and prints one line per file or set, then the
 * failed ids with a reason each. Ends with status 1 if anything failed.
 */
public final class ConformanceRunner {

	private final List<ConformanceSet> sets;

	private final PrintStream out;

	ConformanceRunner(List<ConformanceSet> sets, PrintStream out) {
		this.sets = sets;
		this.out = out;
	}

	/**
	 * Runs the sets.
	 * @param args none
	 */
	public static void main(String[] args) {
		ConformanceRunner runner = new ConformanceRunner(
				List.of(new SeedSet(), new ApimTraceSet(), new ServiceFabricSet(), new ContractSet(), new PoliciesSet(),
						new FabricPolicySet(), new PolicyCorpusSet()),
				System.out);
		int failed = runner.run();
		System.out.flush();
		System.exit((failed == 0) ? 0 : 1);
	}

	int run() {
		int failed = 0;
		for (ConformanceSet set : this.sets) {
			String given = System.getProperty("conformance." + set.folder(), "");
			if (given.isBlank()) {
				this.out.println("conformance " + set.folder() + ": SKIPPED, -Dconformance." + set.folder()
						+ "=DIRECTORY is not given");
				continue;
			}
			Path folder = Path.of(given).toAbsolutePath().normalize();
			if (Files.isDirectory(folder)) {
				for (Report report : reports(set, folder)) {
					failed += print(report);
				}
			}
			else {
				this.out.println("conformance " + set.folder() + ": SKIPPED, there is no folder " + folder);
			}
		}
		return failed;
	}

	private static List<Report> reports(ConformanceSet set, Path folder) {
		try {
			return set.run(folder);
		}
		catch (IOException | RuntimeException ex) {
			Report broken = new Report(set.folder());
			broken.check("*", () -> {
				throw ex;
			});
			return List.of(broken);
		}
	}

	private int print(Report report) {
		int failed = report.failures().size();
		this.out.println("conformance " + report.name() + ": " + report.passed() + " passed, " + failed + " failed");
		report.remarks().forEach((remark) -> this.out.println("  " + remark));
		for (Report.Failure failure : report.failures()) {
			this.out.println("  " + failure.id() + ": " + failure.reason());
		}
		return failed;
	}

}
