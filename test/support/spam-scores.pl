# Owns SpamAssassin's verdict on messages, all in one process: the rules that Debian installs, no network, no Bayes,
# nothing of the user's or the machine's own settings. Takes a folder for what it reads and writes besides, and messages
# in base64, one a line, on standard input. Prints a line of JSON for each: the rules hit and their highest scores.
use strict;
use warnings;
use JSON::PP;
use MIME::Base64;
use Mail::SpamAssassin;

my $folder = shift @ARGV;
my $filter = Mail::SpamAssassin->new({
    rules_filename       => '/usr/share/spamassassin',
    site_rules_filename  => $folder,
    userprefs_filename   => "$folder/user_prefs",
    home_dir_for_helpers => $folder,
    userstate_dir        => $folder,
    dont_copy_prefs      => 1,
    local_tests_only     => 1,
    require_rules        => 1,
});
$filter->init(1);

while (my $line = <STDIN>) {
    my $message = $filter->parse(decode_base64($line), 1);
    my $status  = $filter->check($message);
    my %score   = map { $_ => highest($_) } keys %{ $status->get_names_of_tests_hit_with_scores_hash };
    print encode_json(\%score), "\n";
    $status->finish;
    $message->finish;
}
$filter->finish;

# A rule weighs differently with and without network and Bayes (four sets of scores); a filter out there may use any.
sub highest {
    my ($rule) = @_;
    my @scores = sort { $b <=> $a } map { $_->{$rule} // 0 } @{ $filter->{conf}->{scoreset} };
    return $scores[0] + 0;
}
